using StationAgent.Failures;

namespace StationAgent.Cli;

/// <summary>A picture to classify, and the picture of the same platform without the piece, if there is one.</summary>
internal readonly record struct ListedPicture(FileInfo Image, FileInfo? Reference);

/// <summary>
/// Reads the file that <c>classify --list</c> names: one picture per line, with its reference after a tab. Paths are relative to the list; empty lines
/// do not count.
/// </summary>
internal static class PictureList
{
    /// <exception cref="StartException">The list cannot be read, or a line has more than two parts; the message names the line.</exception>
    public static IReadOnlyList<ListedPicture> Read(FileInfo list)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(list.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"--list {list}: {FileProblem.OfFile(list.FullName, failure)}", failure);
        }

        return Parse(lines, list.ToString(), list.DirectoryName ?? "");
    }

    /// <summary>The pictures of a list's lines; <paramref name="name"/> is the list's, for errors.</summary>
    public static IReadOnlyList<ListedPicture> Parse(IReadOnlyList<string> lines, string name, string folder)
    {
        var pictures = new List<ListedPicture>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            var parts = lines[i].Split('\t');
            if (parts.Length > 2 || parts.Any(string.IsNullOrWhiteSpace))
            {
                throw new StartException($"{name}:{i + 1}: expected a picture and, if wanted, a tab and its reference; found {parts.Length} parts, or an empty part");
            }

            pictures.Add(new ListedPicture(In(folder, parts[0]), parts.Length > 1 ? In(folder, parts[1]) : null));
        }

        return pictures;
    }

    private static FileInfo In(string folder, string path) => new(Path.Combine(folder, path.Trim()));
}
