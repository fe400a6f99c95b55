namespace StationAgent.Vision.Capture.Addresses;

/// <summary>Reads the password of a camera.</summary>
internal static class PasswordFile
{
    /// <summary>The password; an empty one without a file.</summary>
    /// <exception cref="FrameSourceException">The file cannot be read.</exception>
    public static Secret Read(string? file)
    {
        try
        {
            return file is null ? new Secret("") : Secret.Read(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FrameSourceException($"The camera's password file {file} cannot be read: {FailureText.Of(problem)}", problem);
        }
    }
}
