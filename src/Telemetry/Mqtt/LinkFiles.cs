using StationAgent.Failures;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Reads the files that the options of a link name.</summary>
internal static class LinkFiles
{
    /// <summary>Reads a file of text.</summary>
    /// <exception cref="LinkException">It cannot be read.</exception>
    public static string Read(string path) => Read(path, File.ReadAllText);

    /// <summary>Reads a file.</summary>
    /// <exception cref="LinkException">It cannot be read.</exception>
    public static byte[] ReadBytes(string path) => Read(path, File.ReadAllBytes);

    private static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LinkException($"'{path}' cannot be used: {FileProblem.OfFile(path, exception)}", exception);
        }
    }
}
