namespace StationAgent.Clock;

/// <summary>The kernel's random identifier of the current boot.</summary>
internal static class BootId
{
    /// <summary>The file in which the kernel shows it.</summary>
    public const string Path = "/proc/sys/kernel/random/boot_id";

    /// <summary>Reads the identifier.</summary>
    /// <param name="path">Another file, for tests.</param>
    /// <returns>A UUID in lower case, or <c>unknown</c> when a sandbox hides it.</returns>
    public static string Read(string path = Path)
    {
        try
        {
            var text = File.ReadAllText(path).Trim();
            return Guid.TryParse(text, out var id) ? id.ToString("D") : "unknown";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
