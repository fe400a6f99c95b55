namespace StationAgent.Scale.Hid;

/// <summary>Finds the scale among the HID devices of the kernel.</summary>
internal static class HidDevices
{
    /// <summary>Where the kernel describes its HID devices.</summary>
    public const string Folder = "/sys/class/hidraw";

    /// <summary>Where they are opened.</summary>
    public const string Nodes = "/dev";

    /// <summary>A HID device has at most 4096 bytes of descriptor (<c>HID_MAX_DESCRIPTOR_SIZE</c> of the kernel).</summary>
    private const int LongestDescriptor = 4096;

    /// <summary>Finds the only scale.</summary>
    /// <param name="folder">As <see cref="Folder"/>.</param>
    /// <param name="nodes">As <see cref="Nodes"/>.</param>
    /// <returns>The path to open.</returns>
    /// <exception cref="IOException">There is none, or more than one; the message says what to do.</exception>
    public static string Find(string folder, string nodes)
    {
        var devices = Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal).ToList() : [];
        var scales = devices.Where(IsScale).Select(device => Path.Combine(nodes, Path.GetFileName(device))).ToList();
        return scales switch
        {
            [var only] => only,
            [] => throw new IOException(
                $"none of the {devices.Count} HID devices of this machine is a scale: switch the scale on, plug it in and look for it with lsusb; "
                + "a postal scale may have switched itself off"),
            _ => throw new IOException($"there are {scales.Count} USB scales ({string.Join(", ", scales)}); set one of them in Scale:Hid:Device"),
        };
    }

    private static bool IsScale(string device)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(device, "device", "report_descriptor"));
            var descriptor = new byte[LongestDescriptor];
            return HidDescriptor.IsScale(descriptor.AsSpan(0, file.ReadAtLeast(descriptor, descriptor.Length, throwOnEndOfStream: false)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The device was just removed.
            return false;
        }
    }
}
