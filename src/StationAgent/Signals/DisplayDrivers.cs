using StationAgent.Gpio;
using StationAgent.Signals.Iot;

namespace StationAgent.Signals;

/// <summary>Every kind of display for visitors. Configuration, service and documentation work from this table.</summary>
internal static class DisplayDrivers
{
    /// <summary>The station has no display.</summary>
    public static DisplayDriver None { get; } = new("none", Open: null);

    /// <summary>A character display with two lines of 16 characters.</summary>
    public static DisplayDriver Lcd1602 { get; } = new(
        "lcd1602",
        static options => new CharacterDisplay(I2cDevices.Open(options.I2cBus, options.I2cAddress ?? CharacterDisplay.DefaultAddress), isLarge: false));

    /// <summary>A character display with four lines of 20 characters.</summary>
    public static DisplayDriver Lcd2004 { get; } = new(
        "lcd2004",
        static options => new CharacterDisplay(I2cDevices.Open(options.I2cBus, options.I2cAddress ?? CharacterDisplay.DefaultAddress), isLarge: true));

    /// <summary>An OLED display of 128×64 pixels.</summary>
    public static DisplayDriver Ssd1306 { get; } = new(
        "ssd1306",
        static options => new OledDisplay(I2cDevices.Open(options.I2cBus, options.I2cAddress ?? OledDisplay.DefaultAddress)));

    /// <summary>Every kind, in the order in which they are shown.</summary>
    public static IReadOnlyList<DisplayDriver> All { get; } = [None, Lcd1602, Lcd2004, Ssd1306];
}
