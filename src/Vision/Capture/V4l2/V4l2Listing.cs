using System.Collections.Immutable;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>Asks a device what it is and which formats it offers.</summary>
internal static class V4l2Listing
{
    /// <summary>Most entries that are read of a list, because a faulty driver may never end one.</summary>
    public const int MaxEntries = 64;

    /// <summary>Describes a device.</summary>
    /// <param name="device">The device, not open yet; stays the caller's.</param>
    /// <param name="stablePath">Its stable name, if it has one.</param>
    /// <returns>Null when it gives no pictures, as the second node of most cameras.</returns>
    public static VideoDevice? Describe(IVideoDevice device, string? stablePath)
    {
        var capability = default(V4l2Capability);
        var error = device.Open();
        if (error != 0)
        {
            return new VideoDevice(device.Path, stablePath, "", "", "", [], CameraProblem.Explain(device.Path, "cannot be opened", error).Message);
        }

        return device.Control(V4l2Api.QueryCapability, ref capability) == 0
            && (VideoSetup.CapabilitiesOf(capability) & V4l2Api.CanCapture) != 0
            ? new VideoDevice(
                device.Path,
                stablePath,
                V4l2Api.TextOf(capability.Card),
                V4l2Api.TextOf(capability.Driver),
                V4l2Api.TextOf(capability.Bus),
                Formats(device),
                Problem: null)
            : null;
    }

    private static ImmutableArray<VideoFormat> Formats(IVideoDevice device)
    {
        var formats = ImmutableArray.CreateBuilder<VideoFormat>();
        for (var index = 0u; index < MaxEntries; index++)
        {
            var description = new V4l2FormatDescription { Type = V4l2Api.VideoCapture, Index = index };
            if (device.Control(V4l2Api.EnumerateFormats, ref description) != 0)
            {
                break;
            }

            formats.Add(new VideoFormat(
                V4l2Api.FourCc(description.PixelFormat), V4l2Api.TextOf(description.Description), Sizes(device, description.PixelFormat)));
        }

        return formats.DrainToImmutable();
    }

    private static ImmutableArray<VideoSize> Sizes(IVideoDevice device, uint pixelFormat)
    {
        var sizes = ImmutableArray.CreateBuilder<VideoSize>();
        for (var index = 0u; index < MaxEntries; index++)
        {
            var size = new V4l2FrameSize { Index = index, PixelFormat = pixelFormat };
            if (device.Control(V4l2Api.EnumerateFrameSizes, ref size) != 0)
            {
                break;
            }

            if (size.Type != V4l2Api.Discrete)
            {
                sizes.Add(SizeOf(device, pixelFormat, size.Second, size.MaxHeight));
                break;
            }

            sizes.Add(SizeOf(device, pixelFormat, size.First, size.Second));
        }

        return sizes.DrainToImmutable();
    }

    // In practice the first interval is the shortest, and in a range it is by definition; all are read in case a driver orders them otherwise.
    private static VideoSize SizeOf(IVideoDevice device, uint pixelFormat, uint width, uint height)
    {
        double? best = null;
        for (var index = 0u; index < MaxEntries; index++)
        {
            var interval = new V4l2FrameInterval { Index = index, PixelFormat = pixelFormat, Width = width, Height = height };
            if (device.Control(V4l2Api.EnumerateFrameIntervals, ref interval) != 0)
            {
                break;
            }

            if (interval is { Numerator: > 0, Denominator: > 0 })
            {
                best = Math.Max(best ?? 0, (double)interval.Denominator / interval.Numerator);
            }

            if (interval.Type != V4l2Api.Discrete)
            {
                break;
            }
        }

        return new VideoSize((int)width, (int)height, best);
    }
}
