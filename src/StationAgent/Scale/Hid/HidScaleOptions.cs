using StationAgent.Configuration;

namespace StationAgent.Scale.Hid;

/// <summary>A scale on USB that is a HID device: section <c>Scale:Hid</c>.</summary>
internal sealed record HidScaleOptions
{
    public string? Device { get; init; }

    /// <summary>Its keys and rules.</summary>
    public static OptionsSchema<HidScaleOptions> Schema { get; } = new OptionsSchema<HidScaleOptions>(new HidScaleOptions())
        .FilePath(
            "Device", mustExist: false, o => o.Device, (o, v) => o with { Device = v },
            "Driver hid: the device, such as /dev/hidraw0 or a link that a udev rule makes; without it the only USB scale of the machine is used.");
}
