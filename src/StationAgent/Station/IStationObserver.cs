using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Observes the loop. Each method is called on the loop's thread, so it must return at once and must not throw. An observer implements what it needs.</summary>
internal interface IStationObserver
{
    /// <summary>A sample was weighed.</summary>
    /// <param name="sample">The raw sample.</param>
    /// <param name="load">The zero-tracked load after it.</param>
    void OnSample(in ScaleSample sample, Grams load)
    {
    }

    /// <summary>The machine has processed a signal.</summary>
    void OnStep(StationSignal signal, DropOffState before, DropOffState after)
    {
    }

    /// <summary>The machine requests an effect.</summary>
    void OnEffect(Effect effect)
    {
    }
}
