using System.Runtime.InteropServices;
using System.Text;
using StationAgent.Cli.Doctor.Machine;

namespace StationAgent.Cli.Doctor.Bundle;

/// <summary>Facts about the machine: board, kernel, system, memory, temperature, the mount of the data folder.</summary>
internal static class SystemFacts
{
    private const int MemoryLines = 5;

    /// <summary>Reads them; what cannot be read is left out.</summary>
    /// <param name="dataFolder">The data folder, a full path.</param>
    public static string Read(string dataFolder)
    {
        var text = new StringBuilder();
        Section(text, "board", Lines("/proc/device-tree/model"));
        Section(text, "kernel", Lines("/proc/version"));
        Section(text, "runtime", [$"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors"]);
        Section(text, "system", Lines("/etc/os-release"));
        Section(text, "uptime (s), load", [.. Lines("/proc/uptime"), .. Lines("/proc/loadavg")]);
        Section(text, "memory", [.. Lines("/proc/meminfo").Take(MemoryLines)]);
        Section(text, "temperature (m°C)", Lines("/sys/class/thermal/thermal_zone0/temp"));
        Section(text, "mount of the data folder", Mount.Find(string.Join('\n', Lines(Mount.Table)), dataFolder) is { } mount ? [mount.Line] : []);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, string[] lines)
    {
        text.Append("== ").Append(title).Append('\n');
        foreach (var line in lines)
        {
            text.Append(line.TrimEnd('\0')).Append('\n');
        }
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
