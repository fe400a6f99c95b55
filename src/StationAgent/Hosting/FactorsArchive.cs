using Microsoft.Extensions.Logging;
using StationAgent.Contracts.Carbon;
using StationAgent.Failures;
using StationAgent.Scale;

namespace StationAgent.Hosting;

/// <summary>Keeps the documents of carbon factors beside the store, each named by its SHA-256: stored events name documents that are no longer in use.</summary>
internal static class FactorsArchive
{
    /// <summary>The folder in the data folder.</summary>
    public const string Folder = "factors";

    /// <summary>The extension of its files.</summary>
    public const string Extension = ".json";

    /// <summary>The most documents that are kept; those that were used longest ago are removed.</summary>
    public const int Most = 32;

    /// <summary>Keeps a document, synced. A failure is written to the log: the station works without it.</summary>
    /// <param name="dataFolder">The folder of the store.</param>
    /// <param name="document">The document in use.</param>
    /// <param name="logger">For a failure.</param>
    public static void Keep(string dataFolder, FactorsDocument document, ILogger logger)
    {
        var folder = Path.Combine(dataFolder, Folder);
        try
        {
            Directory.CreateDirectory(folder);

            // Written at every start, so that the time of a file is that of its last use, and a damaged one is replaced.
            DurableFile.Write(Path.Combine(folder, document.Sha256 + Extension), document.Bytes.Span, DurableFile.Private);
            foreach (var old in Files(dataFolder).Where(file => !file.Name.StartsWith(document.Sha256, StringComparison.Ordinal)).Skip(Most - 1))
            {
                old.Delete();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.FactorsNotKept(logger, folder, FileProblem.OfFolder(folder, failure));
        }
    }

    /// <summary>The documents that are kept, the last used first.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read the folder.</exception>
    public static IReadOnlyList<FileInfo> Files(string dataFolder)
    {
        var folder = new DirectoryInfo(Path.Combine(dataFolder, Folder));
        return folder.Exists
            ? [.. folder.GetFiles("*" + Extension).OrderByDescending(static file => file.LastWriteTimeUtc).ThenBy(static file => file.Name, StringComparer.Ordinal)]
            : [];
    }
}
