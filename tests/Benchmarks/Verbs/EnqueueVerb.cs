using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Reports;
using StationAgent.Benchmarks.Store;
using StationAgent.Hosting;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Benchmarks.Verbs;

/// <summary>
/// <c>enqueue</c>: durable appends through the outbox; the floor is a plain file with fdatasync in the same folder. Both take turns in rounds,
/// so that a disk's moods meet both. With a book of acknowledgements it is the victim of fault tests, which time and kill it from outside.
/// </summary>
internal static class EnqueueVerb
{
    private const double MostTimeAlone = 1.25;
    private const double LeastRateInGroups = 0.5;
    private const int Rounds = 20;
    private const int WarmUp = 200;

    // A fault that a test injects is over sooner.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var directory = AppendOptions.Directory();
        var count = AppendOptions.Count();
        var batch = AppendOptions.Batch();
        var alone = new Option<bool>("--alone") { Description = "Without the floor, for those who watch the store from outside." };
        var ack = AppendOptions.Ack();
        var retry = new Option<bool>("--retry") { Description = "A refused append is counted and tried again, up to 30 s." };
        var command = new Command("enqueue", "Durable appends through the outbox; the folder keeps the store.")
        {
            directory, count, batch, alone, ack, retry,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(directory)!.FullName;
            using var acknowledged = parsed.GetValue(ack) is { } file ? new AckFile(file.FullName) : null;
            await using var outbox = Outbox.Open(path, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
            var inFlight = parsed.GetValue(batch);
            var appends = new OutboxAppends(outbox, inFlight, acknowledged, parsed.GetValue(retry) ? Patience : TimeSpan.Zero);
            var number = parsed.GetValue(count);
            var report = new Report("enqueue", $"{number} events, {inFlight} in flight");
            await (parsed.GetValue(alone) || acknowledged is not null
                ? RunAloneAsync(report, appends, number, cancellationToken)
                : RunBesideFloorAsync(report, appends, path, number, inFlight, cancellationToken));
            report.Print();
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task RunAloneAsync(Report report, OutboxAppends appends, int count, CancellationToken cancellationToken)
    {
        var durations = new Durations(count);
        var written = DiskWrites.SoFar();
        var seconds = await appends.RunAsync(count, durations, cancellationToken);
        Add(report, count / seconds, durations)
            .Figure("refused", appends.Refused)
            .Figure("writtenBytesPerEvent", (double)(DiskWrites.SoFar() - written) / count, 0);
    }

    private static async Task RunBesideFloorAsync(
        Report report, OutboxAppends appends, string directory, int count, int batch, CancellationToken cancellationToken)
    {
        var (store, plain) = (new Durations(count), new Durations(count));
        var (storeSeconds, plainSeconds) = (0.0, 0.0);
        using var file = new SyncedFile(directory, batch);
        file.Run(WarmUp, durations: null, cancellationToken);
        await appends.RunAsync(WarmUp, durations: null, cancellationToken);
        for (var round = 0; round < Rounds; round++)
        {
            var share = (int)(((long)count * (round + 1) / Rounds) - ((long)count * round / Rounds));
            plainSeconds += file.Run(share, plain, cancellationToken);
            storeSeconds += await appends.RunAsync(share, store, cancellationToken);
        }

        Add(report, count / storeSeconds, store)
            .Figure("floorRate", count / plainSeconds, 0)
            .Figure("floorP50Us", plain.Quantile(0.5), 0)
            .Figure("floorP99Us", plain.Quantile(0.99), 0)
            .Figure("ratioP50", store.Quantile(0.5) / plain.Quantile(0.5), 3)
            .Figure("ratioRate", plainSeconds / storeSeconds, 3);
        _ = batch == 1
            ? report.AtMost("time of an append ÷ write + fdatasync, p50", store.Quantile(0.5) / plain.Quantile(0.5), MostTimeAlone)
            : report.AtLeast("rate ÷ rate of write + fdatasync in the same groups", plainSeconds / storeSeconds, LeastRateInGroups);
    }

    private static Report Add(Report report, double rate, Durations durations) => report
        .Figure("rate", rate, 0)
        .Figure("p50Us", durations.Quantile(0.5), 0)
        .Figure("p99Us", durations.Quantile(0.99), 0);
}
