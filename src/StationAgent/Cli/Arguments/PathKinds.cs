using System.Text;

namespace StationAgent.Cli.Arguments;

/// <summary>Paths that options and arguments accept. What can be known at once is refused at once: a folder where a file belongs, or a name that no file can have.</summary>
internal static class PathKinds
{
    // PATH_MAX and NAME_MAX of Linux, the first without its NUL: limits.h.
    private const int LongestPath = 4095;
    private const int LongestName = 255;

    /// <summary>A file that is read. Whether it exists is found out when it is opened.</summary>
    public static ValueKind<FileInfo> File { get; } = OfFile("a file", static _ => null);

    /// <summary>A file that is written into a folder that exists.</summary>
    public static ValueKind<FileInfo> NewFile { get; } = OfFile("a file to write", MissingFolder);

    /// <summary>A folder.</summary>
    public static ValueKind<DirectoryInfo> Folder { get; } = new("a folder", static (string text, out DirectoryInfo value) =>
    {
        var isGood = FolderProblem(text) is null;
        value = isGood ? new DirectoryInfo(text) : null!;
        return isGood;
    })
    {
        Why = FolderProblem,
    };

    /// <summary>A file that is written and whose name has to end in an extension.</summary>
    /// <param name="extension">Such as <c>.zip</c>.</param>
    public static ValueKind<FileInfo> NewFileOf(string extension) => OfFile(
        $"a file to write that ends in {extension}",
        text => text.EndsWith(extension, StringComparison.OrdinalIgnoreCase)
            ? MissingFolder(text)
            : $"expected a file that ends in {extension}, found {Shown.Text(text)}");

    private static ValueKind<FileInfo> OfFile(string expected, Func<string, string?> problem)
    {
        return new ValueKind<FileInfo>(expected, (string text, out FileInfo value) =>
        {
            var isGood = Why(text) is null;
            value = isGood ? new FileInfo(text) : null!;
            return isGood;
        })
        {
            Why = Why,
        };

        string? Why(string text) => TooLong(text)
            ?? (Directory.Exists(text) || Path.EndsInDirectorySeparator(text) ? $"expected {expected}, found the folder {Shown.Text(text)}" : problem(text));
    }

    private static string? FolderProblem(string text) =>
        TooLong(text) ?? (System.IO.File.Exists(text) ? $"expected a folder, found the file {Shown.Text(text)}" : null);

    private static string? MissingFolder(string text)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(text));
        return folder is null || Directory.Exists(folder) ? null : $"the folder {Shown.Text(folder)} does not exist, or this user may not enter it";
    }

    private static string? TooLong(string text) =>
        Encoding.UTF8.GetByteCount(text) > LongestPath || text.Split('/').Any(static name => Encoding.UTF8.GetByteCount(name) > LongestName)
            ? $"{Shown.Text(text)} is too long for a path: at most {LongestPath} bytes, and {LongestName} for each name in it"
            : null;
}
