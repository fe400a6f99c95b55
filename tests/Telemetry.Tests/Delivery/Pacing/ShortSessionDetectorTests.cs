using StationAgent.Telemetry.Delivery.Pacing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class ShortSessionDetectorTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    private readonly ShortSessionDetector _ends = new(stableAfter: TimeSpan.FromSeconds(60));

    [Fact]
    public void Three_short_sessions_in_a_row_are_reported_once()
    {
        var reported = Enumerable.Range(0, 6).Select(_ => _ends.Ended(Short, byPeer: true));

        Assert.Equal([false, false, true, false, false, false], reported);
    }

    [Fact]
    public void Only_short_sessions_that_the_broker_ended_are_counted()
    {
        Assert.False(_ends.Ended(Short, byPeer: true));
        Assert.False(_ends.Ended(Short, byPeer: true));
        Assert.False(_ends.Ended(TimeSpan.FromSeconds(60), byPeer: true));
        Assert.False(_ends.Ended(Short, byPeer: true));
        Assert.False(_ends.Ended(Short, byPeer: false));
        Assert.False(_ends.Ended(Short, byPeer: true));
        Assert.False(_ends.Ended(Short, byPeer: true));
        Assert.False(_ends.Ended(TimeSpan.Zero, byPeer: true));
        Assert.True(_ends.Ended(Short, byPeer: true));
    }
}
