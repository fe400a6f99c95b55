using System.Text;
using StationAgent.Scale;
using StationAgent.Scale.Lines;
using StationAgent.Scale.MtSics;
using StationAgent.Testing;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class MtSicsProtocolTests
{
    private readonly MtSicsProtocol _protocol = new(TimeSpan.FromMilliseconds(100));
    private TimeSpan _now = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_terminal_without_a_serial_number_streams_all_the_same()
    {
        Assert.Equal("I4", Start());
        Assert.Equal("SIR", Take("ES"));
        Assert.Equal("", Take("S D     100.00 g"));
        Assert.Null(_protocol.Identity);
    }

    [Fact]
    public void A_silent_terminal_is_asked_twice_to_stream_and_then_for_each_weight()
    {
        var start = _now;
        Start();
        Assert.Equal(["SIR", "SIR", "SI", "SI"], (string[])[Wake(), Wake(), Wake(), Wake()], StringComparer.Ordinal);
        Assert.True(_now - start < TimeSpan.FromSeconds(2), $"took {_now - start}");
    }

    [Fact]
    public void A_terminal_that_restarts_is_asked_to_stream_again()
    {
        Start();
        Take("I4 A \"1\"");
        Take("S S     100.00 g");
        Assert.Equal("SIR", Take("I4 A \"1\""));
    }

    [Fact]
    public void A_terminal_that_knows_no_stream_is_asked_once_an_interval()
    {
        Start();
        Take("I4 I");
        Assert.Equal("SI", Take("ES"));
        var asked = _now;
        _now += TimeSpan.FromMilliseconds(30);
        Take("S S     100.00 g");
        Assert.Equal(asked + TimeSpan.FromMilliseconds(100), _protocol.WakeAt);
        Assert.Equal("SI", Wake());
        Assert.Equal("", Take("S I"));
        Assert.Equal("SI", Wake());
    }

    [Fact]
    public void An_error_does_not_end_the_stream_and_is_not_answered_at_once()
    {
        Start();
        Take("I4 I");
        Take("S S     100.00 g");
        Assert.Equal("", Take("ES"));
        Assert.Equal("", Take("ET"));
        Assert.Equal("SIR", Wake());
    }

    [Theory]
    [InlineData("S +", SampleStatus.Overload)]
    [InlineData("S -", SampleStatus.Underload)]
    [InlineData("S D       1.00 g", SampleStatus.Ok)]
    public void The_status_of_a_weight_is_part_of_the_sample(string line, SampleStatus status)
    {
        Start();
        Assert.Equal(status, _protocol.Take(Encoding.ASCII.GetBytes(line), _now).Reading!.Value.Status);
    }

    [Fact]
    public void A_sample_costs_no_allocation()
    {
        var splitter = new LineSplitter(startsInside: false);
        Start();
        void Run()
        {
            for (var i = 0; i < 1000; i++)
            {
                var bytes = "S D     100.00 g\r\n"u8;
                Assert.True(splitter.TryTake(ref bytes, out var line));
                _protocol.Take(line, _now);
            }
        }

        Run();
        Assert.Equal(0, Allocations.Least(Run));
    }

    private string Start() => Said(_protocol.Start(_now));

    private string Take(string line) => Said(_protocol.Take(Encoding.ASCII.GetBytes(line), _now));

    private string Wake()
    {
        _now = _protocol.WakeAt;
        return Said(_protocol.Wake(_now));
    }

    private static string Said(LineStep step)
    {
        var text = Encoding.ASCII.GetString(step.Send.Span);
        Assert.True(text.Length == 0 || text.EndsWith("\r\n", StringComparison.Ordinal));
        return text.TrimEnd();
    }
}
