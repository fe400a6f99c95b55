using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Mqtt.Channel;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

public sealed class NameLookupTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly Queue<Task<IPAddress[]>> _answers = new();
    private int _asked;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_needs_no_name_server()
    {
        Assert.Equal([IPAddress.Parse("2001:db8::1")], (await Lookup("2001:db8::1").ResolveAsync(Bound, Cancelled)).Addresses);
        Assert.Equal(0, _asked);
    }

    [Theory]
    [InlineData(SocketError.TryAgain)]
    [InlineData(SocketError.NoRecovery)]
    public async Task When_the_name_servers_fail_the_last_answer_is_used_for_a_day(SocketError error)
    {
        var lookup = Lookup();
        _answers.Enqueue(Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        Assert.Null((await lookup.ResolveAsync(Bound, Cancelled)).Problem);

        _answers.Enqueue(Task.FromException<IPAddress[]>(new SocketException((int)error)));
        var remembered = await lookup.ResolveAsync(Bound, Cancelled);
        Assert.Equal([IPAddress.Loopback], remembered.Addresses);
        Assert.Equal("the name servers do not answer", remembered.Problem);

        _time.Advance(NameLookup.KeptFor);
        _answers.Enqueue(Task.FromException<IPAddress[]>(new SocketException((int)error)));
        Assert.Empty((await lookup.ResolveAsync(Bound, Cancelled)).Addresses);
    }

    [Fact]
    public async Task Silent_name_servers_have_a_bound_and_one_question_at_a_time()
    {
        var lookup = Lookup();
        _answers.Enqueue(Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        await lookup.ResolveAsync(Bound, Cancelled);
        var silence = new TaskCompletionSource<IPAddress[]>();
        _answers.Enqueue(silence.Task);
        for (var i = 0; i < 3; i++)
        {
            var asking = lookup.ResolveAsync(Bound, Cancelled);
            _time.Advance(Bound);
            var answer = await asking;
            Assert.Equal([IPAddress.Loopback], answer.Addresses);
            Assert.Equal("the name servers have not answered for 5 s", answer.Problem);
        }

        Assert.Equal(2, _asked);
        var last = lookup.ResolveAsync(Bound, Cancelled);
        silence.SetResult([IPAddress.IPv6Loopback]);
        Assert.Equal([IPAddress.IPv6Loopback], (await last).Addresses);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_any_more_is_not_used()
    {
        var lookup = Lookup();
        _answers.Enqueue(Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        await lookup.ResolveAsync(Bound, Cancelled);
        _answers.Enqueue(Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)));
        var answer = await lookup.ResolveAsync(Bound, Cancelled);
        Assert.Empty(answer.Addresses);
        Assert.StartsWith("its name is unknown", answer.Problem, StringComparison.Ordinal);
    }

    private NameLookup Lookup(string host = "broker.example") => new(host, _time, _ =>
    {
        _asked++;
        return _answers.Dequeue();
    });
}
