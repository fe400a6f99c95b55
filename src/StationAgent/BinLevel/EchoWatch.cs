using System.Device.Gpio;
using StationAgent.Clock;

namespace StationAgent.BinLevel;

/// <summary>
/// Times the echo pulse by its edges. The library passes no time of the kernel on, so an edge is timed when it arrives here: both edges come late by about the
/// same, and 100 µs of difference are 17 mm.
/// </summary>
/// <param name="time">Measures.</param>
internal sealed class EchoWatch(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TimeSpan? _rose;
    private TimeSpan? _width;

    /// <summary>The first whole pulse since <see cref="Begin"/>; null for none.</summary>
    public TimeSpan? Width
    {
        get
        {
            lock (_gate)
            {
                return _width;
            }
        }
    }

    /// <summary>Whether the line has moved at all.</summary>
    public bool HasSeenEdges { get; private set; }

    /// <summary>Forgets what came before: another chirp is about to be sent.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            (_rose, _width) = (null, null);
        }
    }

    /// <summary>Takes an edge, on the driver's own thread.</summary>
    public void OnEdge(object sender, PinValueChangedEventArgs edge)
    {
        var now = time.SinceBoot();
        lock (_gate)
        {
            HasSeenEdges = true;
            if (edge.ChangeType == PinEventTypes.Rising)
            {
                _rose ??= now;
            }
            else if (_rose is { } rose)
            {
                _width ??= now - rose;
            }
        }
    }
}
