using System.Device.I2c;
using Iot.Device.CharacterLcd;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals.Iot;

/// <summary>A character display with an HD44780 behind a PCF8574 on I²C, as LCD1602 and LCD2004 boards have it, by the device bindings.</summary>
internal sealed class CharacterDisplay : IOutput<VisitorMessage>
{
    /// <summary>The address of a PCF8574 with its jumpers open; a PCF8574A has 0x3F.</summary>
    public const int DefaultAddress = 0x27;

    private readonly I2cDevice _device;
    private readonly Hd44780 _display;

    /// <summary>Sets the display up.</summary>
    /// <param name="device">The display on its bus; disposed with this.</param>
    /// <param name="isLarge">True for 20 characters on four lines, false for 16 on two.</param>
    /// <exception cref="IOException">It does not answer.</exception>
    public CharacterDisplay(I2cDevice device, bool isLarge)
    {
        _device = device;
        try
        {
            _display = isLarge ? new Lcd2004(device, uses8Bit: false) : new Lcd1602(device, uses8Bit: false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            device.Dispose();
            throw DisplayFault.Of(failure);
        }
    }

    /// <inheritdoc/>
    public void Set(VisitorMessage shown)
    {
        try
        {
            // Each line is written to its end, so that nothing has to be cleared, which would flicker.
            var lines = TextLayout.Lines(shown, _display.Size.Width, _display.Size.Height);
            for (var row = 0; row < lines.Length; row++)
            {
                _display.SetCursorPosition(0, row);
                _display.Write(lines[row]);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw DisplayFault.Of(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _display.Dispose();
        _device.Dispose();
    }
}
