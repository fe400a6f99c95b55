using StationAgent.Configuration;
using StationAgent.Gpio;

namespace StationAgent.Signals.Iot;

/// <summary>An LED strip on SPI: section <c>Signals:Spi</c>.</summary>
internal sealed record LedStripOptions
{
    /// <summary>
    /// The longest strip. The bindings end a frame of an APA102 with 32 clock pulses, which move the data through 64 LEDs; a WS2812B could have seven times
    /// as many before a frame would exceed the 4096 bytes of the kernel's default buffer.
    /// </summary>
    public const int MostLeds = 64;

    public int Bus { get; init; }

    public int ChipSelect { get; init; }

    public int Leds { get; init; } = 8;

    /// <summary>The keys of this section.</summary>
    public static OptionsSchema<LedStripOptions> Schema { get; } = new OptionsSchema<LedStripOptions>(new LedStripOptions())
        .Integer("Bus", 0, SpiDevices.HighestBus, o => o.Bus, (o, v) => o with { Bus = v }, "LED strips: number of the SPI bus, the first in /dev/spidev0.0.")
        .Integer(
            "ChipSelect", 0, SpiDevices.HighestChipSelect, o => o.ChipSelect, (o, v) => o with { ChipSelect = v },
            "LED strips: number of the chip select line, the second in /dev/spidev0.0.")
        .Integer("Leds", 1, MostLeds, o => o.Leds, (o, v) => o with { Leds = v }, "LED strips: how many LEDs the strip has.");
}
