using System.Collections.Immutable;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>A camera that the kernel knows.</summary>
/// <param name="Path">The device, such as <c>/dev/video0</c>.</param>
/// <param name="StablePath">Its name under <c>/dev/v4l/by-id/</c> or <c>by-path/</c>, which stays the same when devices are plugged in another order; null for none.</param>
/// <param name="Name">What it calls itself.</param>
/// <param name="Driver">The kernel's driver, such as <c>uvcvideo</c>.</param>
/// <param name="Bus">Where it is plugged in.</param>
/// <param name="Formats">What it offers.</param>
/// <param name="Problem">Why it could not be asked, for a person; null when it could.</param>
public sealed record VideoDevice(
    string Path, string? StablePath, string Name, string Driver, string Bus, ImmutableArray<VideoFormat> Formats, string? Problem);
