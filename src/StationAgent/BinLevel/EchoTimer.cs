using System.Device.Gpio;
using StationAgent.Clock;

namespace StationAgent.BinLevel;

/// <summary>
/// Times the echo pulse by its edges. The library does not pass on the kernel's timestamps, so an edge is timed when it arrives here: both are late by about the
/// same time, and a difference of 100 µs means 17 mm.
/// </summary>
/// <param name="time">Measures.</param>
internal sealed class EchoTimer(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TimeSpan? _rose;
    private TimeSpan? _width;

    /// <summary>The width of the first whole pulse since <see cref="Begin"/>; null for none.</summary>
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

    /// <summary>True when the line has changed its level at all.</summary>
    public bool HasSeenEdges { get; private set; }

    /// <summary>Forgets earlier edges, because another chirp is about to be sent.</summary>
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
