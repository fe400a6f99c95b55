using StationAgent.Configuration;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Hosting;

/// <summary>How events go out: section <c>Delivery</c>.</summary>
internal sealed record DeliveryOptions
{
    public bool Receipts { get; init; }

    public TimeSpan ReceiptTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public int MaximumAwaitingReceipt { get; init; } = 1024;

    public int? MaximumRate { get; init; }

    public int ReplayRate { get; init; } = 50;

    /// <summary>The keys of this section.</summary>
    public static OptionsSchema<DeliveryOptions> Schema { get; } = new OptionsSchema<DeliveryOptions>(new DeliveryOptions())
        .Flag(
            "Receipts", o => o.Receipts, (o, v) => o with { Receipts = v },
            "True when an event counts as delivered only after the backend's own receipt; false when the broker's acknowledgement is enough.")
        .Duration(
            "ReceiptTimeout", TelemetryOptions.LowestReceiptTimeout, TelemetryOptions.HighestReceiptTimeout, o => o.ReceiptTimeout, (o, v) => o with { ReceiptTimeout = v },
            "An event without a receipt is sent again after this time, then after twice as long, up to an hour.")
        .Integer(
            "MaximumAwaitingReceipt", TelemetryOptions.LowestMaximumAwaitingReceipt, TelemetryOptions.HighestMaximumAwaitingReceipt, o => o.MaximumAwaitingReceipt, (o, v) => o with { MaximumAwaitingReceipt = v },
            "The most events that may wait for a receipt; sending pauses when there are more.")
        .OptionalInteger(
            "MaximumRate", TelemetryOptions.LowestMaximumRate, TelemetryOptions.HighestMaximumRate, o => o.MaximumRate, (o, v) => o with { MaximumRate = v },
            "The most events sent per second, so that a backlog does not saturate a slow link; without it there is no limit.", "1/s")
        .Integer(
            "ReplayRate", TelemetryOptions.LowestReplayRate, TelemetryOptions.HighestReplayRate, o => o.ReplayRate, (o, v) => o with { ReplayRate = v },
            "The most events per second that a replay sends.", "1/s");
}
