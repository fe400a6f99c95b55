using StationAgent.Contracts;
using StationAgent.Station.Reporting;
using StationAgent.Telemetry.Delivery;
using Xunit;

namespace StationAgent.Tests.Station;

public sealed class DeliveryHealthTests
{
    private static readonly TelemetrySnapshot Fine = new(true, "5.0", 1, 1, null, 3, 1, 20, 100, 0, 0, 0, 0, 0, []);

    [Fact]
    public void Progress_is_all_that_is_needed() => Assert.Equal(PartHealth.Ok, DeliveryHealth.Of(Fine with { LastRefusal = "an old one" }, stall: null, setAside: 0));

    [Fact]
    public void A_stall_is_told_with_the_last_refusal_whatever_the_cause()
    {
        var health = DeliveryHealth.Of(Fine with { LastRefusal = "the broker refuses 7: a quota is exceeded" }, TimeSpan.FromSeconds(90.7), setAside: 0);

        Assert.Equal(PartState.Degraded, health.State);
        Assert.Equal("the oldest event has not got through for 90 s although the broker is connected; last answer: the broker refuses 7: a quota is exceeded", health.Detail);
    }

    [Fact]
    public void Receipts_that_do_not_come_are_told()
    {
        var health = DeliveryHealth.Of(Fine with { AwaitingReceipt = 3 }, TimeSpan.FromSeconds(200), setAside: 0);
        Assert.EndsWith("3 events wait for the receipt of the backend", health.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Paused_topics_and_set_aside_events_are_told_together()
    {
        var health = DeliveryHealth.Of(Fine with { PausedTopics = ["evt/dropoff"], LastRefusal = "not authorised" }, TimeSpan.FromSeconds(90), setAside: 2);
        Assert.Equal(
            "the broker accepts no events of evt/dropoff; last answer: not authorised; 2 events are set aside and need to be checked: station-agent events list --state setaside",
            health.Detail);
    }
}
