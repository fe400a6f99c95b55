using StationAgent.Scale.Lines;

namespace StationAgent.Scale.Hid;

/// <summary>A scale on USB that is a HID device of the usage page "weighing devices", such as postal scales of DYMO and Stamps.com.</summary>
internal static class HidDriver
{
    /// <summary>The entry of this driver in the table of scale drivers.</summary>
    public static ScaleDriver Entry { get; } = new(
        "hid",
        static (options, services) => () => new HidScale(Open(options.Hid.Device), services.Time),
        "Switch the scale on and plug it into USB; install the udev rule of deploy/60-station-agent-scales.rules (docs/scale.md).")
    {
        Place = static options => options.Hid.Device ?? "",
        HasSetRate = false,
    };

    private static Func<CancellationToken, ILine> Open(string? device) =>
        cancellationToken => HidLine.Open(device ?? HidDevices.Find(HidDevices.Folder, HidDevices.Nodes), cancellationToken);
}
