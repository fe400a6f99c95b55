using StationAgent.DropOff;
using StationAgent.Station;
using StationAgent.Weighing;

namespace StationAgent.Simulation;

/// <summary>Shows a view what goes on in the loop.</summary>
internal sealed class SimulationObserver(ISimulationView view) : IStationObserver
{
    /// <inheritdoc/>
    public void OnSample(in ScaleSample sample, Grams load) => view.OnLoad(sample.At, load);

    /// <inheritdoc/>
    public void OnStep(StationSignal signal, DropOffState before, DropOffState after)
    {
        if (signal is EffectResult.Committed && before is DropOffState.Committing committing)
        {
            view.OnJudged(committing.Record);
        }
    }

    /// <inheritdoc/>
    public void OnEffect(Effect effect)
    {
        if (effect is Effect.ShowStatus show)
        {
            view.OnStatus(show.Status);
        }
    }
}
