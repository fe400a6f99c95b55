using Microsoft.Extensions.Logging;
using StationAgent.Telemetry.Delivery.Commands;
using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox.Identity;

namespace StationAgent.Telemetry.Delivery;

/// <summary>The objects that all links of one service share.</summary>
internal sealed class DeliveryContext
{
    private readonly long _start;

    public DeliveryContext(Outbox.Outbox outbox, TelemetryOptions options, TimeProvider time, Random random, ILogger logger)
    {
        Outbox = outbox;
        Options = options;
        Time = time;
        Random = random;
        Logger = logger;
        Memory = new DeliveryMemory(options);
        Replay = new ReplayFeed(this);
        SetAside = new SetAsideFeed(this);
        Limit = new LogLimit(() => Now);
        Commands = new CommandRunner(logger, Limit);
        _start = time.GetTimestamp();
    }

    public Outbox.Outbox Outbox { get; }

    public TelemetryOptions Options { get; }

    public TimeProvider Time { get; }

    public Random Random { get; }

    public ILogger Logger { get; }

    public DeliveryMemory Memory { get; }

    public ReplayFeed Replay { get; }

    public SetAsideFeed SetAside { get; }

    /// <summary>For log lines that the broker or the backend can cause.</summary>
    public LogLimit Limit { get; }

    /// <summary>The commands that the program carries out.</summary>
    public CommandRunner Commands { get; }

    public ReceiptInbox Receipts { get; } = new();

    /// <summary>Called with what a person has to look at.</summary>
    public Action<DeliveryTrouble>? Trouble { get; set; }

    /// <summary>Called with what shows that another copy of the store has spoken; returns at once.</summary>
    public Action<StoreEvidence>? CopyFound { get; set; }

    /// <summary>Wakes the running deliverer, if there is one; returns at once.</summary>
    public Action? Wake { get; set; }

    /// <summary>The running time of the service, in which all due times of delivery are counted.</summary>
    public TimeSpan Now => Time.GetElapsedTime(_start);

    /// <summary>Reports that a topic is paused.</summary>
    public void ReportPaused(string topic)
    {
        Memory.PublishPausedNames();
        var why = Memory.LastRefusal ?? string.Empty;
        if (Limit.Take("paused " + topic) is { } more)
        {
            Log.TopicPaused(Logger, topic, why, more);
        }

        Trouble?.Invoke(new DeliveryTrouble(DeliveryTroubleKind.TopicRefused, $"The broker accepts no events of '{topic}': {why}."));
    }

    /// <summary>Returns the earlier of two times; null means no time.</summary>
    public static TimeSpan? Earlier(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b ?? a : a;
}
