using System.Globalization;

namespace StationAgent.Cli.Doctor.Machine;

/// <summary>What the kernel reports about the disk or card under a file system.</summary>
/// <param name="Name">Such as <c>mmcblk0</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="BytesWritten">Written to it since the boot, by all programs; null when the kernel does not report it.</param>
/// <param name="LifeUsed">eMMC: used share of its life, 0.1 to 1.1 in steps of 0.1, the worse of two kinds of cells; null when the device does not report it.</param>
/// <param name="PreEndOfLife">eMMC: 1 normal, 2 warning, 3 urgent; null when the device does not report it.</param>
internal sealed record BlockDevice(string Name, long Bytes, long? BytesWritten, double? LifeUsed, int? PreEndOfLife)
{
    // Sectors in /sys/block always have 512 bytes, independent of the device: Documentation/block/stat.rst of Linux.
    private const int Sector = 512;

    // Field of /sys/block/*/stat, counted from 0.
    private const int WrittenSectors = 6;

    /// <summary>Looks it up.</summary>
    /// <param name="number">Major and minor number, of a disk or of a part of one.</param>
    /// <returns>Null for a file system without a device, or where the kernel shows none.</returns>
    public static BlockDevice? Find(string number)
    {
        if (new DirectoryInfo($"/sys/dev/block/{number}").ResolveLinkTarget(returnFinalTarget: true) is not { FullName: var folder })
        {
            return null;
        }

        if (File.Exists(Path.Combine(folder, "partition")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return new BlockDevice(
            Path.GetFileName(folder),
            (long.TryParse(Read(folder, "size"), CultureInfo.InvariantCulture, out var sectors) ? sectors : 0) * Sector,
            WrittenIn(Read(folder, "stat")),
            LifeIn(Read(folder, "device/life_time")),
            PreEndIn(Read(folder, "device/pre_eol_info")));
    }

    /// <summary>Bytes written, from the content of <c>stat</c>. Pure.</summary>
    public static long? WrittenIn(string stat) =>
        stat.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > WrittenSectors } fields
        && long.TryParse(fields[WrittenSectors], NumberStyles.None, CultureInfo.InvariantCulture, out var sectors)
            ? sectors * Sector
            : null;

    /// <summary>The used share of life, from the content of <c>life_time</c>, such as <c>0x01 0x02</c>: JESD84-B51, section 7.4.41. Pure.</summary>
    public static double? LifeIn(string text)
    {
        var worst = 0;
        foreach (var field in text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            worst = Math.Max(worst, Hexadecimal(field) ?? 0);
        }

        return worst is > 0 and <= 0x0B ? worst / 10.0 : null;
    }

    /// <summary>The content of <c>pre_eol_info</c>: JESD84-B51, section 7.4.40. Pure.</summary>
    public static int? PreEndIn(string text) => Hexadecimal(text.Trim()) is { } value and > 0 and <= 3 ? value : null;

    private static int? Hexadecimal(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static string Read(string folder, string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, name)).TrimEnd();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
