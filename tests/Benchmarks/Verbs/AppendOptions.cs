using System.CommandLine;

namespace StationAgent.Benchmarks.Verbs;

/// <summary>The options of the verbs that append to a disk.</summary>
internal static class AppendOptions
{
    public static Option<DirectoryInfo> Directory() => new("--dir")
    {
        Description = "A folder on the disk to be measured; made if it does not exist.",
        Required = true,
    };

    public static Option<FileInfo?> Ack() => new("--ack") { Description = "Byte n of this file becomes 1 once event n is durable; no floor is taken." };

    public static Option<int> Count() => NumberOption.Create("--count", "How many events of 1 KB", 2_000, 1, 1_000_000);

    public static Option<int> Batch() => NumberOption.Create("--batch", "How many go to disk together: appends in flight, records a sync", 1, 1, 1_024);
}
