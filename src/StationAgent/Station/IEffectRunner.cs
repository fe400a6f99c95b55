using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Carries out the machine's effects, outside the loop.</summary>
internal interface IEffectRunner
{
    /// <summary>
    /// Starts an effect and returns its completion: the signal that answers it, or null when no answer is expected. Never throws and never
    /// fails; a failure is a signal of its own.
    /// </summary>
    Task<StationSignal?> RunAsync(Effect effect, CancellationToken cancellationToken);
}
