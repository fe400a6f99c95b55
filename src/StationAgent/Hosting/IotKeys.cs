using StationAgent.Configuration;
using StationAgent.Gpio;

namespace StationAgent.Hosting;

/// <summary>The keys of the drivers of the device bindings, see <c>docs/bindings.md</c>. They are known in every build, so that a wrong one is named as such.</summary>
internal static class IotKeys
{
    private const double MostCounts = 100_000;

    /// <summary>Section <c>Scale:Iot</c>.</summary>
    public static IReadOnlyList<ConfigurationKey> Scale { get; } =
    [
        Key.Whole("Scale:Iot:GpioChip", 0, GpioLimits.Chips, o => o.Scale.Iot.GpioChip, (o, v) => o.Scale.Iot.GpioChip = (int)v),
        Key.OptionalWhole("Scale:Iot:DataPin", 0, GpioLimits.Lines, o => o.Scale.Iot.DataPin, (o, v) => o.Scale.Iot.DataPin = v),
        Key.OptionalWhole("Scale:Iot:ClockPin", 0, GpioLimits.Lines, o => o.Scale.Iot.ClockPin, (o, v) => o.Scale.Iot.ClockPin = v),
        Key.Number("Scale:Iot:CountsPerGram", -MostCounts, MostCounts, o => o.Scale.Iot.CountsPerGram, (o, v) => o.Scale.Iot.CountsPerGram = v),
    ];

    /// <summary>Section <c>Camera:Iot</c>.</summary>
    public static IReadOnlyList<ConfigurationKey> Camera { get; } =
    [
        Key.Text("Camera:Iot:Device", "a path that ends in a number, such as /dev/video0", IsNumberedDevice, o => o.Camera.Iot.Device, (o, v) => o.Camera.Iot.Device = v),
        Key.Whole("Camera:Iot:Width", 160, 4_096, o => o.Camera.Iot.Width, (o, v) => o.Camera.Iot.Width = (int)v),
        Key.Whole("Camera:Iot:Height", 120, 4_096, o => o.Camera.Iot.Height, (o, v) => o.Camera.Iot.Height = (int)v),
    ];

    private static bool IsNumberedDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) && char.IsAsciiDigit(path[^1]);
}
