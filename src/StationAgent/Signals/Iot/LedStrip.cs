using System.Device.Spi;
using System.Drawing;
using Iot.Device.Apa102;
using Iot.Device.Ws28xx;
using StationAgent.Gpio;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals.Iot;

/// <summary>
/// An LED strip on SPI, used as one lamp whose colour shows the state; driven by the device bindings. It has no buzzer. It gives no answer, so a strip that is
/// disconnected is not noticed.
/// </summary>
internal sealed class LedStrip : ISignalPort
{
    /// <summary>The bindings send three bits for each one, so that 2.4 MHz gives the 800 kHz of a WS2812B.</summary>
    private const int Ws2812bHertz = 2_400_000;

    /// <summary>An APA102 takes any clock; a slow one allows longer wires.</summary>
    private const int Apa102Hertz = 1_000_000;

    /// <summary>Half the brightness can be seen in daylight and halves the current, which is 60 mA for one LED at full white.</summary>
    private const int Bright = 128;

    private static readonly (Outputs Output, Color Colour)[] Colours =
    [
        (Outputs.Ready, Color.FromArgb(0, Bright, 0)),
        (Outputs.Busy, Color.FromArgb(Bright, Bright / 2, 0)),
        (Outputs.Occupied, Color.FromArgb(0, 0, Bright)),
        (Outputs.Accepted, Color.FromArgb(0, Bright, 0)),
        (Outputs.Rejected, Color.FromArgb(Bright, 0, 0)),
        (Outputs.OutOfService, Color.FromArgb(Bright / 8, 0, 0)),
    ];

    private readonly SpiDevice _bus;
    private readonly Action<Color> _fill;

    private LedStrip(SpiDevice bus, Action<Color> fill) => (_bus, _fill) = (bus, fill);

    /// <summary>Opens a strip of WS2812B, which has one data line; its timing is right only when the bus runs at exactly the requested clock.</summary>
    public static LedStrip OpenWs2812b(LedStripOptions options) => Ws2812b(Open(options, Ws2812bHertz), options.Leds);

    /// <summary>Opens a strip of APA102, which has a clock line too.</summary>
    public static LedStrip OpenApa102(LedStripOptions options) => Apa102(Open(options, Apa102Hertz), options.Leds);

    /// <summary>A strip of WS2812B.</summary>
    /// <param name="bus">The SPI bus at 2.4 MHz; disposed with the strip.</param>
    /// <param name="leds">The number of LEDs.</param>
    public static LedStrip Ws2812b(SpiDevice bus, int leds)
    {
        var strip = new Ws2812b(bus, leds);
        return new LedStrip(bus, colour =>
        {
            strip.Image.Clear(colour);
            strip.Update();
        });
    }

    /// <summary>A strip of APA102.</summary>
    /// <param name="bus">The SPI bus; disposed with the strip.</param>
    /// <param name="leds">The number of LEDs.</param>
    public static LedStrip Apa102(SpiDevice bus, int leds)
    {
        var strip = new Apa102(bus, leds);
        return new LedStrip(bus, colour =>
        {
            strip.Pixels.Fill(colour);
            strip.Flush();
        });
    }

    /// <summary>Finds the colour that stands for what is on; black for nothing.</summary>
    public static Color ColourOf(Outputs on)
    {
        foreach (var (output, colour) in Colours)
        {
            if ((on & output) != Outputs.None)
            {
                return colour;
            }
        }

        return Color.Black;
    }

    /// <inheritdoc/>
    public void Set(Outputs shown) => _fill(ColourOf(shown));

    /// <inheritdoc/>
    public void Dispose() => _bus.Dispose();

    private static SpiDevice Open(LedStripOptions options, int hertz) =>
        SpiDevices.Open(new SpiConnectionSettings(options.Bus, options.ChipSelect) { ClockFrequency = hertz, Mode = SpiMode.Mode0, DataBitLength = 8 });
}
