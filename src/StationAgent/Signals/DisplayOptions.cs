using StationAgent.Configuration;
using StationAgent.Gpio;
using StationAgent.Signals.Patterns;
using StationAgent.Signals.Texts;

namespace StationAgent.Signals;

/// <summary>The display for visitors: section <c>Display</c>.</summary>
internal sealed record DisplayOptions
{
    public DisplayDriver Driver { get; init; } = DisplayDrivers.None;

    public VisitorTexts Language { get; init; } = VisitorLanguages.English;

    public int I2cBus { get; init; } = I2cDevices.DefaultBus;

    public int? I2cAddress { get; init; }

    public TimeSpan OutcomeFor { get; init; } = OutcomeTime.Default;

    /// <summary>The keys of this section.</summary>
    public static OptionsSchema<DisplayOptions> Schema { get; } = new OptionsSchema<DisplayOptions>(new DisplayOptions())
        .Choice(
            "Driver", DisplayDrivers.All, static driver => driver.Name, o => o.Driver, (o, v) => o with { Driver = v },
            "The display that tells visitors what to do and how their piece was judged.")
        .Choice(
            "Language", VisitorLanguages.All, static texts => texts.Language, o => o.Language, (o, v) => o with { Language = v },
            "The language of what visitors read, on the display and in the log.")
        .Integer("I2cBus", 0, I2cDevices.HighestBus, o => o.I2cBus, (o, v) => o with { I2cBus = v }, "Number of its I2C bus, as in /dev/i2c-1.")
        .OptionalInteger(
            "I2cAddress", I2cDevices.LowestAddress, I2cDevices.HighestAddress, o => o.I2cAddress, (o, v) => o with { I2cAddress = v },
            "Its address; by default 39 (0x27) for character displays and 60 (0x3C) for ssd1306.")
        .Duration(
            "OutcomeFor", OutcomeTime.Shortest, OutcomeTime.Longest, o => o.OutcomeFor, (o, v) => o with { OutcomeFor = v },
            "How long an outcome is shown.")
        .Rule(static o => KeyFault.When(
            !o.Driver.CanShow(o.Language), "Language", $"\"{o.Language.Language}\" has letters that Display:Driver {o.Driver.Name} does not have; set it to en"));
}
