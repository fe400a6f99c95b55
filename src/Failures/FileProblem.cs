namespace StationAgent.Failures;

/// <summary>Says in plain words why a file or a folder cannot be used. The messages of .NET call a folder in place of a file "denied", and a missing folder a missing part.</summary>
internal static class FileProblem
{
    /// <summary>Explains why a file cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="failure">What reading it has thrown.</param>
    public static string OfFile(string path, Exception failure) => Directory.Exists(path) ? "it is a folder, not a file" : Of(failure, path);

    /// <summary>Explains why the content of a folder cannot be read.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="failure">What reading it has thrown.</param>
    public static string OfFolder(string path, Exception failure) => File.Exists(path) ? "it is a file, not a folder" : Of(failure, path);

    /// <summary>Explains why a file or a folder cannot be created.</summary>
    /// <param name="path">What was to be created.</param>
    /// <param name="failure">What creating it has thrown.</param>
    public static string OfNew(string path, Exception failure) => failure is FileNotFoundException or DirectoryNotFoundException && Path.GetDirectoryName(path) is { Length: > 0 } folder
        ? Directory.Exists(folder) ? $"nothing can be created in '{folder}'" : $"the folder '{folder}' does not exist"
        : OfFile(path, failure);

    private static string Of(Exception failure, string path) => failure switch
    {
        UnauthorizedAccessException => $"this user ({Environment.UserName}) has no permission",
        DirectoryNotFoundException when Path.GetDirectoryName(path) is { Length: > 0 } folder && File.Exists(folder) => $"'{folder}' is a file, not a folder",
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",

        // What the operating system says; .NET adds the path.
        _ => OutsideText.Short(failure.Message.Replace($" : '{path}'", "", StringComparison.Ordinal).TrimEnd('.')),
    };
}
