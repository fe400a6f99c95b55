using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Does what the machine wants done, outside the loop.</summary>
internal interface IEffectRunner
{
    /// <summary>
    /// Starts an effect and returns its completion: the signal that answers it, or null where none is due. Never throws and never
    /// fails; a failure is a signal of its own.
    /// </summary>
    Task<StationSignal?> RunAsync(Effect effect, CancellationToken cancellationToken);
}
