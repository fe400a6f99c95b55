namespace StationAgent.Telemetry.Outbox;

/// <summary>An event that has no number yet.</summary>
/// <param name="Topic">Topic suffix under the device's root, such as <c>evt/dropoff</c>.</param>
/// <param name="Class">Decides when the event may be evicted at the store's limit.</param>
/// <param name="Render">Makes the bytes once the number is known. Pure and quick, because it runs on the writer's thread.</param>
public sealed record EventDraft(string Topic, EventClass Class, Func<EventId, byte[]> Render)
{
    /// <summary>What is remembered about an earlier event, in the same transaction; null for nothing.</summary>
    public EventRemark? Remark { get; init; }

    /// <summary>A note that is stored in the same transaction, see <see cref="Outbox.SetNoteAsync"/>; null for none.</summary>
    public (string Key, string Value)? Note { get; init; }
}
