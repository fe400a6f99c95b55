using StationAgent.DropOff;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station;

public sealed class ConcernTests
{
    [Fact]
    public void A_scale_that_drifts_far_raises_an_alarm_and_the_station_goes_on()
    {
        var rules = new DropOffRules();
        var state = DropOffMachine.Start(TimeSpan.Zero, rules).State;
        var signal = new StationSignal.ConcernRaised(TimeSpan.FromSeconds(1), StationFault.Scale, LoadTracker.DriftCause, "clean it");

        var after = DropOffMachine.Step(state, signal, rules);

        Assert.Equal(state, after.State);
        Assert.Equal(new Effect.RaiseAlarm("scale_drift", "clean it"), Assert.Single(after.Effects));
    }
}
