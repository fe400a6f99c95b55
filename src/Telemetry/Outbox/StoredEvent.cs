namespace StationAgent.Telemetry.Outbox;

/// <summary>An event as the store holds it.</summary>
/// <param name="Id">The id of the event, fixed at commit.</param>
/// <param name="Topic">Topic suffix under the device's root, such as <c>evt/dropoff</c>.</param>
/// <param name="Class">Decides when the event may be evicted at the store's limit.</param>
/// <param name="RecordedAt">
/// Wall time of the commit by the device's clock, in whole milliseconds; may be wrong by years on a device without a clock.
/// </param>
/// <param name="Payload">The stored bytes, which never change. At most <see cref="OutboxOptions.MaximumEventBytes"/>.</param>
/// <param name="State">The delivery state.</param>
/// <param name="SetAsideReason">Why it was set aside, for a person; null in the other states.</param>
public sealed record StoredEvent(
    EventId Id,
    string Topic,
    EventClass Class,
    DateTimeOffset RecordedAt,
    ReadOnlyMemory<byte> Payload,
    EventState State,
    string? SetAsideReason);
