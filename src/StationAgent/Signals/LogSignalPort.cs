using Microsoft.Extensions.Logging;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>Says in the log which lamp is lit and when the buzzer sounds; a lamp that goes on blinking is said once.</summary>
/// <param name="logger">Where it is said.</param>
internal sealed class LogSignalPort(ILogger logger) : ISignalPort
{
    private Outputs _lamp;
    private bool _sounds;

    /// <inheritdoc/>
    public void Set(Outputs on)
    {
        var lamp = on & ~Outputs.Buzzer;
        if (lamp != Outputs.None && lamp != _lamp)
        {
            _lamp = lamp;
            Log.Lamp(logger, lamp);
        }

        var sounds = (on & Outputs.Buzzer) != Outputs.None;
        if (sounds && !_sounds)
        {
            Log.Beep(logger);
        }

        _sounds = sounds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A log has nothing to close.
    }
}
