using System.CommandLine;
using StationAgent.Benchmarks.Reports;
using StationAgent.Benchmarks.Store;
using StationAgent.Cli;

namespace StationAgent.Benchmarks.Verbs;

/// <summary>
/// <c>enqueue</c>: durable appends through the outbox; the floor is a plain file with fdatasync in the same folder. Both take turns in rounds,
/// so that a disk's moods meet both.
/// </summary>
internal static class EnqueueVerb
{
    private const double MostTimeAlone = 1.25;
    private const double LeastRateInGroups = 0.5;
    private const int Rounds = 20;
    private const int WarmUp = 200;

    public static Command Create()
    {
        var directory = AppendOptions.Directory();
        var count = AppendOptions.Count();
        var batch = AppendOptions.Batch();
        var alone = new Option<bool>("--alone") { Description = "Without the floor, for those who watch the store from outside." };
        var command = new Command("enqueue", "Durable appends through the outbox; the folder keeps the store.") { directory, count, batch, alone };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetValue(directory)!.FullName, parsed.GetValue(count), parsed.GetValue(batch), parsed.GetValue(alone), stop));
        return command;
    }

    private static async Task<int> RunAsync(string directory, int count, int batch, bool alone, CancellationToken stop)
    {
        var report = new Report("enqueue", $"{count} events, {batch} in flight");
        var store = new Durations(count);
        await using var outbox = new OutboxAppends(directory, batch);
        if (alone)
        {
            var time = await outbox.RunAsync(count, store, stop);
            Add(report, count / time, store).Print();
            return ExitCodes.Success;
        }

        var plain = new Durations(count);
        var (storeSeconds, plainSeconds) = (0.0, 0.0);
        using var file = new SyncedFile(directory, batch);
        file.Run(WarmUp, durations: null, stop);
        await outbox.RunAsync(WarmUp, durations: null, stop);
        for (var round = 0; round < Rounds; round++)
        {
            var share = (int)(((long)count * (round + 1) / Rounds) - ((long)count * round / Rounds));
            plainSeconds += file.Run(share, plain, stop);
            storeSeconds += await outbox.RunAsync(share, store, stop);
        }

        Add(report, count / storeSeconds, store);
        report
            .Figure("floorRate", count / plainSeconds, 0)
            .Figure("floorP50Us", plain.Quantile(0.5), 0)
            .Figure("floorP99Us", plain.Quantile(0.99), 0)
            .Figure("ratioP50", store.Quantile(0.5) / plain.Quantile(0.5), 3)
            .Figure("ratioRate", plainSeconds / storeSeconds, 3);
        _ = batch == 1
            ? report.AtMost("time of an append ÷ write + fdatasync, p50", store.Quantile(0.5) / plain.Quantile(0.5), MostTimeAlone)
            : report.AtLeast("rate ÷ rate of write + fdatasync in the same groups", plainSeconds / storeSeconds, LeastRateInGroups);
        report.Print();
        return ExitCodes.Success;
    }

    private static Report Add(Report report, double rate, Durations durations) => report
        .Figure("rate", rate, 0)
        .Figure("p50Us", durations.Quantile(0.5), 0)
        .Figure("p99Us", durations.Quantile(0.99), 0);
}
