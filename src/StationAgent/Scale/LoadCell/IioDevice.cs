namespace StationAgent.Scale.LoadCell;

/// <summary>Finds the HX711 of the kernel's driver among the devices of its Industrial I/O subsystem.</summary>
internal static class IioDevice
{
    /// <summary>Where the kernel shows its Industrial I/O devices.</summary>
    public const string Folder = "/sys/bus/iio/devices";

    private const string DriverName = "hx711";

    /// <summary>Finds the device.</summary>
    /// <param name="path">The device's own folder, or the folder of all devices.</param>
    /// <returns>The device's folder.</returns>
    /// <exception cref="IOException">There is none, or more than one; the message says what to do.</exception>
    public static string Find(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new IOException(path == Folder
                ? $"'{Folder}' does not exist: the kernel has no Industrial I/O device; load the driver (modprobe hx711) and describe the wiring in the device tree (docs/scale.md)"
                : $"Scale:Device '{path}' does not exist");
        }

        if (File.Exists(Path.Combine(path, "name")))
        {
            return path;
        }

        var found = Directory.GetDirectories(path).Where(IsHx711).Order(StringComparer.Ordinal).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new IOException(
                $"none of the devices in '{path}' is an HX711: load the driver (modprobe hx711) and describe the wiring in the device tree (docs/scale.md)"),
            _ => throw new IOException($"there are {found.Count} HX711 devices ({string.Join(", ", found)}); set one of them in Scale:Device"),
        };
    }

    private static bool IsHx711(string device)
    {
        try
        {
            return File.ReadAllText(Path.Combine(device, "name")).Trim() == DriverName;
        }
        catch (IOException)
        {
            // This is not a device, or it was just removed.
            return false;
        }
    }
}
