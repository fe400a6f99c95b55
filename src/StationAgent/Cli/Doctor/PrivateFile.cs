using StationAgent.Failures;

namespace StationAgent.Cli.Doctor;

/// <summary>Writes files that only their owner may read: pictures, and bundles for support.</summary>
internal static class PrivateFile
{
    /// <summary>Creates the file, or replaces an existing one.</summary>
    /// <exception cref="IOException">It cannot be created; the message says which file and why.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            // Deleted first: an existing file would keep its mode, and a link would be followed.
            File.Delete(path);
            return new FileStream(path, options);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' cannot be written: {FileProblem.OfNew(path, failure)}.", failure);
        }
    }

    /// <summary>Writes a whole file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var stream = Create(path);
        stream.Write(bytes);
    }
}
