namespace StationAgent.Vision.Capture.V4l2;

/// <summary>Agrees with a driver on what it delivers: what is set is read back, because a driver changes what it cannot do.</summary>
internal static class VideoSetup
{
    // Frames a second are asked for as an interval with three decimals.
    private const uint IntervalUnits = 1000;

    private static readonly string[] Formats = ["MJPG", "JPEG", "YUYV"];

    /// <summary>Sets format, size and rate.</summary>
    /// <param name="device">The device, open.</param>
    /// <param name="options">What is wanted.</param>
    /// <exception cref="FrameSourceException">It is not a capture device, offers no known format, or refuses a setting.</exception>
    public static VideoMode Negotiate(IVideoDevice device, V4l2FrameSourceOptions options)
    {
        var card = CheckCapability(device);
        var format = Choose(device, card);
        var set = new V4l2Format
        {
            Type = V4l2Api.VideoCapture,
            Width = (uint)options.Width,
            Height = (uint)options.Height,
            PixelFormat = V4l2Api.FourCc(format),
            Field = V4l2Api.FieldAny,
        };
        Check(device, device.Control(V4l2Api.SetFormat, ref set), "refuses its format");
        var got = V4l2Api.FourCc(set.PixelFormat);
        if (!Formats.Contains(got, StringComparer.Ordinal) || set.Width is 0 or > CaptureLimits.MaximumWidth || set.Height is 0 or > CaptureLimits.MaximumHeight)
        {
            throw new FrameSourceException($"The camera {device.Path} ({card}) sets {got} {set.Width}x{set.Height} when asked for {format}, which is not usable.");
        }

        return new VideoMode(card, got, (int)set.Width, (int)set.Height, (int)set.BytesPerLine, SetRate(device, options.Rate));
    }

    /// <summary>Throws an exception that explains a failed call; returns when the call succeeded.</summary>
    public static void Check(IVideoDevice device, int error, string doing)
    {
        if (error != 0)
        {
            throw CameraProblem.Explain(device.Path, doing, error);
        }
    }

    /// <summary>Gets the capabilities of the node itself: a camera has several nodes, and only one of them gives pictures.</summary>
    public static uint CapabilitiesOf(in V4l2Capability capability) =>
        (capability.Capabilities & V4l2Api.HasDeviceCapabilities) != 0 ? capability.DeviceCapabilities : capability.Capabilities;

    private static string CheckCapability(IVideoDevice device)
    {
        var capability = default(V4l2Capability);
        Check(device, device.Control(V4l2Api.QueryCapability, ref capability), "is not a video device");
        var card = V4l2Api.TextOf(capability.Card);
        const uint Needed = V4l2Api.CanCapture | V4l2Api.CanStream;
        return (CapabilitiesOf(capability) & Needed) == Needed
            ? card
            : throw new FrameSourceException(
                $"The device {device.Path} ({card}) gives no pictures by streaming: take the node of /dev/v4l/by-id/ that ends in 'video-index0'.");
    }

    private static string Choose(IVideoDevice device, string card)
    {
        var offered = new List<string>();
        var description = new V4l2FormatDescription { Type = V4l2Api.VideoCapture };
        while (offered.Count < V4l2Listing.MaxEntries && device.Control(V4l2Api.EnumerateFormats, ref description) == 0)
        {
            offered.Add(V4l2Api.FourCc(description.PixelFormat));
            description = new V4l2FormatDescription { Type = V4l2Api.VideoCapture, Index = description.Index + 1 };
        }

        return Formats.FirstOrDefault(format => offered.Contains(format, StringComparer.Ordinal))
            ?? throw new FrameSourceException(
                $"The camera {device.Path} ({card}) offers {(offered.Count > 0 ? string.Join(", ", offered) : "no format")}; {string.Join(", ", Formats)} can be read.");
    }

    // A driver without this request runs at its own rate; frames beyond the wanted rate are dropped later.
    private static double? SetRate(IVideoDevice device, double rate)
    {
        var parameters = new V4l2StreamParameters { Type = V4l2Api.VideoCapture, Numerator = IntervalUnits, Denominator = (uint)Math.Ceiling(rate * IntervalUnits) };
        return device.Control(V4l2Api.SetParameters, ref parameters) == 0
            && (parameters.Capability & V4l2Api.CanSetInterval) != 0
            && parameters is { Numerator: > 0, Denominator: > 0 }
                ? (double)parameters.Denominator / parameters.Numerator
                : null;
    }
}
