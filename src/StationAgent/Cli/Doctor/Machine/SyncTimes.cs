using System.Runtime.InteropServices;

namespace StationAgent.Cli.Doctor.Machine;

/// <summary>How long a small write takes until it is on the disk.</summary>
/// <param name="Count">How many were made.</param>
/// <param name="Median">Half of them were quicker.</param>
/// <param name="P99">99 of 100 were quicker; of fewer than 100 the slowest.</param>
internal sealed record SyncTimes(int Count, TimeSpan Median, TimeSpan P99)
{
    private const int Writes = 50;

    // A page of the store.
    private const int Bytes = 4096;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Measures on a file of its own, which is gone afterwards.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static SyncTimes Measure(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var page = new byte[Bytes];
        page.AsSpan().Fill(0xA5);
        using var file = new FileStream(Path.Combine(folder, $"doctor-{Environment.ProcessId}.tmp"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose,
        });
        var took = new List<TimeSpan>(Writes);
        var start = time.GetTimestamp();
        while (took.Count < Writes && (took.Count == 0 || time.GetElapsedTime(start) < Longest))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var begin = time.GetTimestamp();
            file.Write(page);
            file.Flush(flushToDisk: true);
            took.Add(time.GetElapsedTime(begin));
        }

        return Of(took);
    }

    /// <summary>The figures of some durations, one at least. Pure.</summary>
    public static SyncTimes Of(List<TimeSpan> took)
    {
        took.Sort();
        var sorted = CollectionsMarshal.AsSpan(took);
        return new SyncTimes(sorted.Length, sorted[(sorted.Length - 1) / 2], sorted[(int)Math.Ceiling(0.99 * sorted.Length) - 1]);
    }
}
