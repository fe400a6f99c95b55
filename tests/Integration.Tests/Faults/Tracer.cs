using System.Text.RegularExpressions;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>strace, which counts a program's calls on a store's files and lets one of them fail or kill.</summary>
internal static partial class Tracer
{
    private const string Calls = "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat";

    // The folder itself, whose sync makes names durable, and what SQLite keeps in it.
    private static readonly string[] Files = ["", "/outbox.db", "/outbox.db-wal", "/outbox.db-journal"];

    // Every first opener creates the log's index again. Its calls come first and would hide those of the writer's thread.
    private const string Index = "/outbox.db-shm";

    /// <summary>Skips the test where strace is missing or may not trace.</summary>
    public static void SkipIfMissing()
    {
        if (Mosquitto.FindProgram("strace") is not { } strace)
        {
            Assert.Skip("strace is not installed");
        }
        else if (Disk.Run(strace, "-f", "-o", "/dev/null", "true") != 0)
        {
            Assert.Skip("strace may not trace a process here");
        }
    }

    /// <summary>What starts a program whose calls are written to a file, those on the log's index too where it is asked for.</summary>
    public static IReadOnlyList<string> Counting(string store, string log, bool index) =>
        ["strace", "-f", "-o", log, .. Paths(store, index), "-e", $"trace={Calls}"];

    /// <summary>What starts a program one of whose calls meets a fault: in each of its threads the n-th call of a kind.</summary>
    public static IReadOnlyList<string> Injecting(string store, TracedCall call, string fault, bool index) =>
        ["strace", "-f", "-o", "/dev/null", .. Paths(store, index), "-e", $"trace={call.Name}", "-e", $"inject={call.Name}:{fault}:when={call.Number}"];

    /// <summary>Every call in a log, numbered as strace numbers them: by kind, in each thread from 1.</summary>
    public static IReadOnlyList<TracedCall> Read(string log)
    {
        var most = new Dictionary<string, int>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(log))
        {
            if (Entry().Match(line) is { Success: true } entry)
            {
                var (thread, name) = (entry.Groups["thread"].Value, entry.Groups["name"].Value);
                var count = counts.GetValueOrDefault(thread + name) + 1;
                counts[thread + name] = count;
                most[name] = Math.Max(most.GetValueOrDefault(name), count);
            }
        }

        return [.. most.SelectMany(one => Enumerable.Range(1, one.Value).Select(number => new TracedCall(one.Key, number)))];
    }

    private static IEnumerable<string> Paths(string store, bool index) =>
        (index ? [.. Files, Index] : Files).SelectMany(name => (IEnumerable<string>)["-P", store + name]);

    [GeneratedRegex(@"^(?<thread>\d+)\s+(?<name>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entry();
}
