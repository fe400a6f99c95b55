using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Says to the machine what the load tracker found.</summary>
internal static class WeighingSignals
{
    public static StationSignal From(WeighingEvent weighed) => weighed switch
    {
        WeighingEvent.LoadChanged changed => new StationSignal.LoadChanged(changed.At, changed.Lighter),
        WeighingEvent.LoadStable stable => new StationSignal.LoadStable(stable.At, stable.Load),
        WeighingEvent.LoadCleared cleared => new StationSignal.LoadCleared(cleared.At),
        WeighingEvent.Overloaded overloaded => new StationSignal.LoadOverloaded(overloaded.At),
        WeighingEvent.ReadingsLost lost => new StationSignal.FaultRaised(lost.At, StationFault.Scale, lost.Detail),
        WeighingEvent.ReadingsRestored restored => new StationSignal.FaultCleared(restored.At, StationFault.Scale),
        WeighingEvent.ConcernRaised concern => new StationSignal.ConcernRaised(concern.At, StationFault.Scale, "scale_drift", concern.Detail),
        WeighingEvent.ConcernEnded ended => new StationSignal.ConcernEnded(ended.At, StationFault.Scale),
        _ => throw new InvalidOperationException($"No signal stands for {weighed.GetType().Name}."),
    };
}
