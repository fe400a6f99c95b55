using StationAgent.Configuration;

namespace StationAgent.Camera.Rpicam;

/// <summary>The picture of a Raspberry Pi's CSI camera: section <c>Camera:Rpicam</c>.</summary>
internal sealed record RpicamOptions
{
    /// <summary>The names that <c>rpicam-vid --awb</c> takes.</summary>
    private static readonly string[] Modes = ["auto", "incandescent", "tungsten", "fluorescent", "indoor", "daylight", "cloudy", "custom"];

    public double? LensPosition { get; init; }

    public int? ShutterMicroseconds { get; init; }

    public double? Gain { get; init; }

    public string WhiteBalance { get; init; } = "auto";

    public double? RedGain { get; init; }

    public double? BlueGain { get; init; }

    /// <summary>True when every key has its default.</summary>
    public bool IsDefault => this == new RpicamOptions();

    /// <summary>Its keys and rules.</summary>
    public static OptionsSchema<RpicamOptions> Schema { get; } = new OptionsSchema<RpicamOptions>(new RpicamOptions())
        .OptionalNumber(
            "LensPosition", 0, 32, o => o.LensPosition, (o, v) => o with { LensPosition = v },
            "Driver rpicam: fixed focus, as 1 divided by the distance in metres: 2 for half a metre, 0 for far away. Without it the camera focuses by itself, if it can.",
            "1/m")
        .OptionalInteger(
            "ShutterMicroseconds", 10, 1_000_000, o => o.ShutterMicroseconds, (o, v) => o with { ShutterMicroseconds = v },
            "Driver rpicam: fixed exposure time. Without it the camera chooses it.", "µs")
        .OptionalNumber(
            "Gain", 1, 64, o => o.Gain, (o, v) => o with { Gain = v }, "Driver rpicam: fixed gain, analogue and digital together. Without it the camera chooses it.")
        .Choice(
            "WhiteBalance", Modes, static name => name, o => o.WhiteBalance, (o, v) => o with { WhiteBalance = v },
            "Driver rpicam: the light for which colours are balanced.")
        .OptionalNumber(
            "RedGain", 0.1, 32, o => o.RedGain, (o, v) => o with { RedGain = v },
            "Driver rpicam: fixed gain of red, for a fixed white balance; together with BlueGain.")
        .OptionalNumber(
            "BlueGain", 0.1, 32, o => o.BlueGain, (o, v) => o with { BlueGain = v },
            "Driver rpicam: fixed gain of blue, for a fixed white balance; together with RedGain.")
        .Rule(Check);

    private static IEnumerable<KeyFault> Check(RpicamOptions picture)
    {
        if (picture.RedGain.HasValue != picture.BlueGain.HasValue)
        {
            yield return new KeyFault(picture.RedGain.HasValue ? "BlueGain" : "RedGain", "required: Camera:Rpicam:RedGain and Camera:Rpicam:BlueGain are set together");
        }

        if (picture.RedGain.HasValue && picture.BlueGain.HasValue && picture.WhiteBalance != "auto")
        {
            yield return new KeyFault("WhiteBalance", "would have no effect: Camera:Rpicam:RedGain and Camera:Rpicam:BlueGain set the white balance");
        }
    }
}
