using System.Device.I2c;
using Iot.Device.Ssd13xx;
using Iot.Device.Ssd13xx.Commands;
using Iot.Device.Ssd13xx.Commands.Ssd1306Commands;

namespace StationAgent.Signals.Iot;

/// <summary>
/// The bindings' driver of an SSD1306 for panels of 128×64 pixels: it sets up half of them only, and draws by way of bitmaps that need a graphics library
/// of their own. Here whole pages of eight rows are sent.
/// </summary>
internal sealed class TallOled : Ssd1306
{
    /// <summary>Pixels in a row.</summary>
    public const int Width = 128;

    /// <summary>Pages of eight rows; a byte is a column of a page, its lowest bit on top.</summary>
    public const int Pages = 8;

    /// <summary>Sets the panel up and darkens it.</summary>
    public TallOled(I2cDevice device)
        : base(device, Width, Pages * 8)
    {
        SendCommand(new SetMultiplexRatio((Pages * 8) - 1));
        SendCommand(new SetComPinsHardwareConfiguration(alternativeComPinConfiguration: true));
        Draw(new byte[Width * Pages]);
    }

    /// <summary>Does nothing: the base class calls it before the panel is set up, and needs a graphics library for it.</summary>
    public override void ClearScreen()
    {
    }

    /// <summary>Sends a whole picture.</summary>
    public void Draw(Span<byte> pages)
    {
        SendCommand(new SetColumnAddress(0, Width - 1));
        SendCommand(new SetPageAddress(PageAddress.Page0, PageAddress.Page7));
        for (var page = 0; page < Pages; page++)
        {
            SendData(pages.Slice(page * Width, Width));
        }
    }
}
