using System.Collections.Immutable;
using System.Device.Gpio;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>Outputs on the lines of a GPIO chip.</summary>
internal sealed class GpioSignalPort : ISignalPort
{
    private readonly GpioController _chip;
    private readonly ImmutableArray<SignalPin> _pins;
    private readonly bool _activeLow;
    private Outputs _shown;

    /// <summary>Makes the lines outputs.</summary>
    /// <param name="chip">The chip; disposed with this port.</param>
    /// <param name="pins">Assigns lines to outputs; an output without a line is not shown.</param>
    /// <param name="activeLow">True when a low level switches an output on, as with many relay boards.</param>
    /// <param name="on">The outputs that are on from the start.</param>
    public GpioSignalPort(GpioController chip, ImmutableArray<SignalPin> pins, bool activeLow, Outputs on)
    {
        (_chip, _pins, _activeLow, _shown) = (chip, pins, activeLow, on);
        try
        {
            foreach (var pin in pins)
            {
                chip.OpenPin(pin.Line, PinMode.Output, LevelOf(pin, on));
            }
        }
        catch
        {
            chip.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Set(Outputs on)
    {
        foreach (var pin in _pins)
        {
            if (((_shown ^ on) & pin.Output) != Outputs.None)
            {
                _chip.Write(pin.Line, LevelOf(pin, on));

                // The driver for libgpiod 1.x does not check whether a write succeeded, but it checks a read.
                _chip.Read(pin.Line);
            }
        }

        _shown = on;
    }

    /// <inheritdoc/>
    public void Dispose() => _chip.Dispose();

    private PinValue LevelOf(SignalPin pin, Outputs on) => (on & pin.Output) != Outputs.None != _activeLow ? PinValue.High : PinValue.Low;
}
