using System.Device.I2c;
using Iot.Device.Graphics;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals.Iot;

/// <summary>An OLED display of 128×64 pixels with an SSD1306 on I²C, by the device bindings: four lines of ten characters, each 10×16 pixels.</summary>
internal sealed class OledDisplay : IOutput<VisitorMessage>
{
    /// <summary>The address of nearly all boards; some can be set to 0x3D.</summary>
    public const int DefaultAddress = 0x3C;

    /// <summary>Characters in a line.</summary>
    public const int Columns = TallOled.Width / CharacterWidth;

    /// <summary>Lines.</summary>
    public const int Rows = TallOled.Pages / PagesOfLine;

    private const int CharacterWidth = 12;
    private const int PagesOfLine = 2;
    private const int Scale = 2;

    private readonly TallOled _panel;
    private readonly Font5x8 _font = new();
    private readonly byte[] _pages = new byte[TallOled.Width * TallOled.Pages];

    /// <summary>Sets the display up.</summary>
    /// <param name="device">The display on its bus; disposed with this.</param>
    /// <exception cref="IOException">It does not answer.</exception>
    public OledDisplay(I2cDevice device)
    {
        try
        {
            _panel = new TallOled(device);
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
        Array.Clear(_pages);
        var lines = TextLayout.Lines(shown, Columns, Rows);
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                DrawCharacter(lines[row][column], column * CharacterWidth, row * PagesOfLine * 8);
            }
        }

        try
        {
            _panel.Draw(_pages);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw DisplayFault.Of(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _panel.Dispose();

    private void DrawCharacter(char character, int left, int top)
    {
        // The glyph comes as rows of five pixels, the leftmost in the highest of five bits.
        _font.GetCharData(character, out var glyph);
        for (var y = 0; y < _font.Height * Scale; y++)
        {
            for (var x = 0; x < _font.Width * Scale; x++)
            {
                if (((glyph[y / Scale] >> (_font.Width - 1 - (x / Scale))) & 1) != 0)
                {
                    _pages[((top + y) / 8 * TallOled.Width) + left + x] |= (byte)(1 << ((top + y) % 8));
                }
            }
        }
    }
}
