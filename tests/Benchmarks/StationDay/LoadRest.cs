using StationAgent.DropOff;
using StationAgent.Station;
using StationAgent.Weighing;

namespace StationAgent.Benchmarks.StationDay;

/// <summary>Stands for the watch over a bin's picture: the picture rests as soon as the load does.</summary>
internal sealed class LoadRest : IStationObserver
{
    private static readonly TimeSpan RestFor = TimeSpan.FromSeconds(2);

    private bool _watching;
    private TimeSpan _since;

    public void Start(TimeSpan at) => (_watching, _since) = (true, at);

    /// <summary>Looks at a frame, one a second.</summary>
    /// <returns>True once, when the load has rested.</returns>
    public bool Offer(TimeSpan at)
    {
        var rested = _watching && at - _since >= RestFor;
        _watching &= !rested;
        return rested;
    }

    /// <inheritdoc/>
    public void OnStep(StationSignal signal, DropOffState before, DropOffState after)
    {
        if (signal is StationSignal.LoadChanged)
        {
            _since = signal.At;
        }
    }
}
