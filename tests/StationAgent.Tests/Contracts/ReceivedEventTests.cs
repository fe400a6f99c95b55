using System.Text;
using CsCheck;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Contracts;

public sealed class ReceivedEventTests
{
    private static readonly string DropOff = Samples.Text(Samples.Events["dropoff.v1"]);

    [Fact]
    public void What_was_written_is_read_back()
    {
        Assert.True(ReceivedEvent.TryParse(Samples.Events["dropoff.v1"], out var received, out var error), error);
        Assert.Equal(42, received.Number);
        Assert.Equal("9f86d081884c7d65-00000000000000000042", received.Envelope.Id);
        Assert.Equal("/stations/demo/devices/demo-01", received.Envelope.Source);
        var data = received.DropOff();
        Assert.NotNull(data);
        Assert.Equal(Outcome.Accepted, data.Outcome);
        Assert.Equal(183.4, data.Mass?.Grams);
        Assert.Equal(0.9124, data.Item?.Scores["packaging/carton/intact"]);
        Assert.Null(received.Amendment());
    }

    [Fact]
    public void An_amendment_names_what_it_amends()
    {
        Assert.True(ReceivedEvent.TryParse(Samples.Events["dropoff.amended.v1"], out var received, out var error), error);
        Assert.Equal("9f86d081884c7d65-00000000000000000041", received.Amendment()?.Amends);
        Assert.Null(received.DropOff());
    }

    [Fact]
    public void Added_fields_are_passed_over()
    {
        var grown = DropOff
            .Replace("{\"specversion\"", "{\"traceparent\":{\"a\":[1]},\"specversion\"", StringComparison.Ordinal)
            .Replace("\"data\":{", "\"data\":{\"evidence\":null,", StringComparison.Ordinal);
        Assert.True(ReceivedEvent.TryParse(Encoding.UTF8.GetBytes(grown), out var received, out var error), error);
        Assert.Equal(PlatformKind.Tray, received.DropOff()?.Platform);
    }

    [Theory]
    [InlineData("\"specversion\":\"1.0\"", "\"specversion\":\"0.3\"", "specversion")]
    [InlineData("\"specversion\":\"1.0\",", "", "specversion")]
    [InlineData("\"sequence\":\"000", "\"sequence\":\"0", "sequence")]
    [InlineData("\"sequence\":\"00", "\"sequence\":\"x0", "id")]
    [InlineData("\"id\":\"9", "\"id\":\"8", "id")]
    [InlineData("\"data\":{", "\"data\":7,\"old\":{", "data")]
    [InlineData("\"time\":\"2026", "\"time\":\"soon", "time")]
    public void A_broken_envelope_is_refused_by_name(string right, string wrong, string named)
    {
        var broken = DropOff.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(DropOff, broken, StringComparer.Ordinal);
        Assert.False(ReceivedEvent.TryParse(Encoding.UTF8.GetBytes(broken), out _, out var error));
        Assert.Contains(named, error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_bytes_whatever_make_it_throw()
    {
        Gen.Byte.Array[0, 200].Sample(AnswersOrNames);
        var whole = Samples.Events["dropoff.v1"];
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Sample((position, value) =>
        {
            var bytes = whole.ToArray();
            bytes[position] = value;
            return AnswersOrNames(bytes);
        });
    }

    private static bool AnswersOrNames(byte[] bytes) =>
        ReceivedEvent.TryParse(bytes, out var received, out var error) ? received.Number >= 0 : error.Length > 0;
}
