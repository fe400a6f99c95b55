using System.Text.Json.Serialization;
using StationAgent.DropOff;
using StationAgent.Failures;

namespace StationAgent.Contracts;

/// <summary>The retained document <c>state/health</c>: the state of each part of the station.</summary>
/// <param name="Time">When it was written, by the device's clock.</param>
/// <param name="Status">What lamp and display show.</param>
/// <param name="Scale">The scale.</param>
/// <param name="Camera">The camera.</param>
/// <param name="Model">The classifier.</param>
/// <param name="Storage">The store.</param>
/// <param name="Delivery">Delivery to the broker: whether topics are paused or events are set aside.</param>
/// <param name="Backlog">The events that are waiting in the store.</param>
/// <param name="UptimeSeconds">How long the agent has been running.</param>
/// <param name="Clock">For correcting the time.</param>
internal sealed record HealthState(
    DateTimeOffset Time,
    StationStatus Status,
    PartHealth Scale,
    PartHealth Camera,
    PartHealth Model,
    PartHealth Storage,
    PartHealth Delivery,
    BacklogState Backlog,
    double UptimeSeconds,
    ClockStamp Clock)
{
    /// <summary>Lamps and buzzer; left out by a station without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartHealth? Signals { get; init; }

    /// <summary>By how many seconds the pictures are behind the scale; left out while they are not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CameraDelaySeconds { get; init; }

    /// <summary>The display for visitors; left out by a station without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartHealth? Display { get; init; }

    /// <summary>The bin; left out by a station that does not watch one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BinHealth? Bin { get; init; }
}

/// <summary>One part.</summary>
/// <param name="State">Its state.</param>
/// <param name="Detail">Why, in words for people; null when there is nothing to report.</param>
internal sealed record PartHealth(PartState State, string? Detail = null)
{
    /// <summary>Why, in words for people, at most 500 characters; null when there is nothing to report.</summary>
    public string? Detail { get; init; } = Detail is null ? null : OutsideText.Short(Detail, OutsideText.MaximumSentence);

    /// <summary>A part that works.</summary>
    [JsonIgnore]
    public static PartHealth Ok { get; } = new(PartState.Ok);
}

/// <summary>What the outbox holds.</summary>
/// <param name="Events">Events that the broker has not acknowledged.</param>
/// <param name="Bytes">The size of the whole store on disk.</param>
/// <param name="OldestAt">When the oldest unacknowledged one was stored; null when there is none.</param>
/// <param name="SetAside">Events that the broker refuses and that a person has to check.</param>
/// <param name="AwaitingReceipt">Events that the broker has acknowledged and the backend has not yet confirmed.</param>
internal sealed record BacklogState(long Events, long Bytes, DateTimeOffset? OldestAt, long SetAside, long AwaitingReceipt);
