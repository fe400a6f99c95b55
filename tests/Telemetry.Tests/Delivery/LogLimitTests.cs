using CsCheck;
using StationAgent.Telemetry.Delivery;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class LogLimitTests
{
    private TimeSpan _now = TimeSpan.FromHours(1);

    [Fact]
    public void One_line_per_cause_and_minute_passes_and_the_next_says_how_many_did_not()
    {
        var limit = new LogLimit(() => _now);
        Assert.Equal(string.Empty, limit.Take("replay"));
        Assert.Equal(string.Empty, limit.Take("receipt"));
        for (var i = 0; i < 1_000; i++)
        {
            Assert.Null(limit.Take("replay"));
        }

        _now += TimeSpan.FromMinutes(1);
        Assert.Contains("1000 more", limit.Take("replay"), StringComparison.Ordinal);
        Assert.Equal(string.Empty, limit.Take("receipt"));
    }

    [Fact]
    public void Every_line_is_written_or_counted() => Gen.Int[0, 20_000].Array[1, 300].Sample(pauses =>
    {
        var now = TimeSpan.Zero;
        var limit = new LogLimit(() => now);
        var (written, counted) = (0, 0);
        foreach (var pause in pauses)
        {
            now += TimeSpan.FromMilliseconds(pause);
            if (limit.Take("cause") is { } more)
            {
                written++;
                counted += more.Length == 0 ? 0 : int.Parse(more.Trim(' ', '(').Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        now += TimeSpan.FromMinutes(2);
        var last = limit.Take("cause")!;
        counted += last.Length == 0 ? 0 : int.Parse(last.Trim(' ', '(').Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(pauses.Length, written + counted);
        Assert.InRange(written, 1, 1 + (pauses.Sum() / 60_000));
    });
}
