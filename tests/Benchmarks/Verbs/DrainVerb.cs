using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Links;
using StationAgent.Benchmarks.Reports;
using StationAgent.Benchmarks.Store;
using StationAgent.Hosting;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Benchmarks.Verbs;

/// <summary>
/// <c>drain</c>: the product's delivery sends what a store holds to a real broker, and goes on until SIGTERM. The peer is a bare publisher with
/// the same window over the same link, half of it before and half after. It is also the other victim of fault tests.
/// </summary>
internal static class DrainVerb
{
    private const double LeastRate = 0.7;
    private const double MostGrowthMiB = 8;
    private const double MostSecondsToFirst = 0.3;
    private const double MostAppendRatio = 2;
    private const double MostWrittenKiB = 12;
    // Enough for the garbage collector to have found its pace.
    private const int WarmUp = 10_000;
    private const string Device = "benchmark-1";

    public static Command Create()
    {
        var directory = AppendOptions.Directory();
        var port = LinkOptions.Port();
        var window = LinkOptions.Window();
        var delay = LinkOptions.Delay();
        var batch = AppendOptions.Batch();
        var count = NumberOption.Create("--count", "Report after so many deliveries; 0: when the queue is empty", 0, 0, 1_000_000);
        var append = NumberOption.Create("--append", "Append so many events before connecting and again while draining", 0, 0, 100_000);
        var ack = AppendOptions.Ack();
        var peer = new Option<bool>("--peer") { Description = "Beside a bare publisher." };
        var warm = new Option<bool>("--warm-up") { Description = "Drain a scratch store first: memory is held against that." };
        var once = new Option<bool>("--once") { Description = "End after the line." };
        var command = new Command("drain", "Delivers what a store holds to a broker on loopback; goes on until SIGTERM.")
        {
            directory, port, window, delay, batch, count, append, ack, peer, warm, once,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var link = new BrokerLink(parsed.GetValue(port), parsed.GetValue(delay));
            using var acknowledged = parsed.GetValue(ack) is { } file ? new AckFile(file.FullName) : null;
            var run = new Run(
                parsed.GetValue(directory)!.FullName,
                link,
                parsed.GetValue(window),
                parsed.GetValue(batch),
                parsed.GetValue(count),
                parsed.GetValue(append),
                acknowledged,
                parsed.GetValue(peer),
                parsed.GetValue(once));
            try
            {
                var usual = parsed.GetValue(warm) ? await WarmUpAsync(link.Port, parsed.GetValue(window), cancellationToken) : (MemoryUse?)null;
                await RunAsync(run, usual, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // SIGTERM: the end that was asked for.
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task RunAsync(Run run, MemoryUse? usual, CancellationToken cancellationToken)
    {
        var before = MemoryUse.Settled();
        await using var outbox = Open(run.Directory);

        // Without what a new store costs once: its tables and the reserve.
        var written = DiskWrites.SoFar();
        var (alone, draining) = (new Durations(run.Append), new Durations(run.Append));
        await new OutboxAppends(outbox, run.Batch).RunAsync(run.Acknowledged is null ? run.Append : 0, alone, cancellationToken);
        var queued = outbox.Depth;
        using var peer = run.Peer ? await BarePublisher.ConnectAsync(run.Link.Port, run.Window, cancellationToken) : null;
        var bareSeconds = peer is null ? 0 : await peer.RunAsync((int)queued / 2, durations: null, cancellationToken);

        await using var drain = new Drain(outbox, Device, run.Link.Port, run.Window);
        await drain.ConnectAsync(cancellationToken);
        await new OutboxAppends(outbox, run.Batch, run.Acknowledged).RunAsync(run.Append, draining, cancellationToken);
        var wasBusy = !drain.IsEmpty;
        var seconds = await drain.RunEmptyAsync(run.Count, cancellationToken);
        var events = drain.Delivered;
        var wrote = DiskWrites.SoFar() - written;
        bareSeconds += peer is null ? 0 : await peer.RunAsync((int)(queued - (queued / 2)), durations: null, cancellationToken);

        var report = new Report("drain", $"{events} events, window {run.Window}{run.Link}")
            .Figure("events", events)
            .Figure("seconds", seconds, 3)
            .Figure("rate", events / seconds, 0)
            .Figure("connectMs", drain.SecondsToConnect * 1e3, 1)
            .Figure("firstPublishMs", drain.SecondsToFirst * 1e3, 1)
            .Figure("residentGrowthMiB", MiB(drain.Peak.ResidentBytes - before.ResidentBytes), 1)
            .Figure("managedGrowthMiB", MiB(drain.Peak.ManagedBytes - before.ManagedBytes), 1)
            .Figure("writtenBytesPerEvent", (double)wrote / events, 0);
        if (peer is not null)
        {
            report.Figure("bareRate", queued / bareSeconds, 0).Figure("ratio", bareSeconds / queued * events / seconds, 3)
                .AtLeast("rate ÷ rate of a bare publisher", bareSeconds / queued * events / seconds, LeastRate);
        }
        else if (run is { Append: > 0, Acknowledged: null })
        {
            report.Figure("appendAloneP50Us", alone.Quantile(0.5), 0).Figure("appendDrainingP50Us", draining.Quantile(0.5), 0);
            _ = wasBusy
                ? report.AtMost("time of an append while draining ÷ alone, p50", draining.Quantile(0.5) / alone.Quantile(0.5), MostAppendRatio)
                : report.Figure("appendsOutlastedTheQueue", 1);
            if (events == 2 * run.Append)
            {
                report.AtMost("KiB written to disk an event, from append to mark", wrote / 1024.0 / events, MostWrittenKiB);
            }
        }
        else if (usual is { } warm)
        {
            report.AtMost("MiB more memory than with a short queue", MiB(drain.Peak.ResidentBytes - warm.ResidentBytes), MostGrowthMiB)
                .AtMost("seconds from the session to the first acknowledgement", drain.SecondsToFirst, MostSecondsToFirst);
        }

        report.Print();
        await Task.Delay(run.Once ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    /// <summary>Drains a scratch store.</summary>
    /// <returns>The most memory that was in use meanwhile.</returns>
    private static async Task<MemoryUse> WarmUpAsync(int port, int window, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("benchmark-warm-up-");
        try
        {
            await using var outbox = Open(folder.FullName);
            await new OutboxAppends(outbox, inFlight: 256).RunAsync(WarmUp, durations: null, cancellationToken);
            await using var drain = new Drain(outbox, "warm-up", port, window);
            await drain.ConnectAsync(cancellationToken);
            await drain.RunEmptyAsync(count: 0, cancellationToken);
            return drain.Peak;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double MiB(long bytes) => bytes / 1048576.0;

    private static Outbox Open(string directory) => Outbox.Open(directory, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);

    private sealed record Run(string Directory, BrokerLink Link, int Window, int Batch, int Count, int Append, AckFile? Acknowledged, bool Peer, bool Once);
}
