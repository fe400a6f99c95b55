using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Sees what goes on in the loop, on the loop's own turn: it must return at once and must not throw. An observer implements what it needs.</summary>
internal interface IStationObserver
{
    /// <summary>A sample was weighed.</summary>
    /// <param name="sample">The raw sample.</param>
    /// <param name="load">The zero-tracked load after it.</param>
    void OnSample(in ScaleSample sample, Grams load)
    {
    }

    /// <summary>The machine took a signal.</summary>
    void OnStep(StationSignal signal, DropOffState before, DropOffState after)
    {
    }

    /// <summary>The machine wants something done.</summary>
    void OnEffect(Effect effect)
    {
    }
}
