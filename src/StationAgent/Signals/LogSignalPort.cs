using Microsoft.Extensions.Logging;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>Logs which lamp is on and when the buzzer sounds; a blinking lamp is logged once.</summary>
/// <param name="logger">The log.</param>
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
        // There is nothing to close.
    }
}
