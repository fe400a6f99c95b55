using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Store;
using StationAgent.Hosting;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Identity;

namespace StationAgent.Benchmarks.Verbs;

/// <summary><c>epoch</c>: begins a new epoch in a store, as after a copy of it has spoken. Times nothing: it is the victim of fault tests.</summary>
internal static class EpochVerb
{
    // A fault that a test injects is over sooner.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Command Create()
    {
        var directory = AppendOptions.Directory();
        var ack = AppendOptions.Ack();
        var retry = new Option<bool>("--retry") { Description = "A refusal is tried again, up to 30 s." };
        var command = new Command("epoch", "Begins a new epoch in a store, as after a copy of it has spoken.") { directory, ack, retry };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var acknowledged = parsed.GetValue(ack) is { } file ? new AckFile(file.FullName) : null;
            var options = new OutboxOptions { Gap = static gap => new EventDraft("evt/gap", EventClass.Record, _ => "gap"u8.ToArray()) };
            await using var outbox = Outbox.Open(parsed.GetValue(directory)!.FullName, options, TimeProvider.System, NullLogger.Instance);
            var evidence = new StoreEvidence(outbox.StoreEpoch, outbox.StoreEpoch, null, null, [], "A test has asked for a new epoch.");
            await BeginAsync(outbox, evidence, parsed.GetValue(retry) ? Patience : TimeSpan.Zero, cancellationToken);
            acknowledged?.Acknowledge(0);
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task BeginAsync(Outbox outbox, StoreEvidence evidence, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await outbox.BeginEpochAsync(evidence, cancellationToken);
                return;
            }
            catch (OutboxException) when (Stopwatch.GetElapsedTime(started) < patience)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }
}
