using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Store;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>A store with known content: file alone when it was closed, file and log when its owner was killed.</summary>
internal sealed class FlippedStore : IDisposable
{
    public const int Events = 60;
    public const int Delivered = 20;
    private static readonly string[] Names = ["outbox.db", "outbox.db-wal", "outbox.note"];

    // Nothing here is about syncs, so memory will do where there is some.
    private readonly string _folder = Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory($"/dev/shm/station-faults-{Guid.NewGuid():N}").FullName
        : Directory.CreateTempSubdirectory("station-faults-").FullName;

    private readonly List<(string Name, byte[] Bytes)> _files = [];

    /// <summary>The name of the untouched store's epoch.</summary>
    public string Epoch { get; private set; } = string.Empty;

    /// <summary>Bytes of all files together.</summary>
    public long Length => _files.Sum(static file => (long)file.Bytes.Length);

    public static async Task<FlippedStore> MakeAsync(bool killed)
    {
        var made = new FlippedStore();
        var living = Path.Combine(made._folder, "living");
        await using (var outbox = Outbox.Open(living, new OutboxOptions(), TimeProvider.System, NullLogger.Instance))
        {
            made.Epoch = outbox.StoreEpoch;
            await new OutboxAppends(outbox, inFlight: 1).RunAsync(Events, durations: null, CancellationToken.None);
            outbox.MarkDelivered([.. Enumerable.Range(1, Delivered).Select(number => new EventId(made.Epoch, number))]);
            await outbox.FlushAsync();
            if (killed)
            {
                made.Keep(living);
            }
        }

        if (!killed)
        {
            made.Keep(living);
        }

        return made;
    }

    /// <summary>Writes the store again with one bit flipped.</summary>
    /// <returns>The folder, and the position of the bit.</returns>
    public (string Folder, string Where) Flip(Random random)
    {
        var folder = Path.Combine(_folder, "flipped");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var at = random.NextInt64(Length);
        var bit = random.Next(8);
        var where = string.Empty;
        foreach (var (name, bytes) in _files)
        {
            var copy = bytes;
            if (at >= 0 && at < bytes.Length)
            {
                copy = [.. bytes];
                copy[at] ^= (byte)(1 << bit);
                where = $"{name}, byte {at}, bit {bit}";
            }

            at -= bytes.Length;
            File.WriteAllBytes(Path.Combine(folder, name), copy);
        }

        return (folder, where);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Keep(string folder)
    {
        foreach (var name in Names.Where(name => File.Exists(Path.Combine(folder, name))))
        {
            using var file = new FileStream(Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            _files.Add((name, bytes));
        }
    }

    /// <summary>The event that reports a gap; no test reads its payload.</summary>
    public static EventDraft Report(StoreGap gap) => new("evt/gap", EventClass.DropOff, _ => Encoding.UTF8.GetBytes(gap.Detail));
}
