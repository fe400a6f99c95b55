using System.Text;
using StationAgent.Gpio;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>A kind of display for visitors: one entry of <see cref="DisplayDrivers.All"/>.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Open">Opens it; null for a station without a display.</param>
internal sealed record DisplayDriver(string Name, Func<DisplayOptions, IOutput<VisitorMessage>>? Open)
{
    /// <summary>True when it has every letter of a language: character displays and the font of the OLED have those of ASCII alone.</summary>
    public bool CanShow(VisitorTexts texts) => Open is null || texts.All.All(static text => Ascii.IsValid(text));

    /// <summary>The kernel's files that it uses: every display is on I2C.</summary>
    public IEnumerable<DeviceFile> Files(DisplayOptions options) => Open is null ? [] : [I2cDevices.Described("Display:Driver", options.I2cBus)];
}
