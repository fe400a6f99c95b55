using System.CommandLine;
using StationAgent.Benchmarks.Reports;
using StationAgent.Benchmarks.Store;
using StationAgent.Hosting;

namespace StationAgent.Benchmarks.Verbs;

/// <summary><c>floor</c>: what the disk gives to anybody who appends and syncs.</summary>
internal static class FloorVerb
{
    private const int WarmUp = 200;

    public static Command Create()
    {
        var directory = AppendOptions.Directory();
        var count = AppendOptions.Count();
        var batch = AppendOptions.Batch();
        var command = new Command("floor", "Plain appends with fdatasync, without an outbox.") { directory, count, batch };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            parsed.GetValue(directory)!.FullName, parsed.GetValue(count), parsed.GetValue(batch), cancellationToken)));
        return command;
    }

    private static int Run(string directory, int count, int batch, CancellationToken cancellationToken)
    {
        using var file = new SyncedFile(directory, batch);
        file.Run(WarmUp, durations: null, cancellationToken);
        var durations = new Durations(count);
        var seconds = file.Run(count, durations, cancellationToken);
        new Report("floor", $"{count} records, {batch} a sync")
            .Figure("rate", count / seconds, 0)
            .Figure("p50Us", durations.Quantile(0.5), 0)
            .Figure("p99Us", durations.Quantile(0.99), 0)
            .Print();
        return ExitCodes.Success;
    }
}
