namespace StationAgent.Telemetry.Outbox;

/// <summary>
/// What is remembered about a stored event, under a name. It is stored in the transaction of the event that gives rise to it, is found without a search, keeps
/// its place when the event gets another id, and is removed together with the event that it is about.
/// </summary>
/// <param name="About">The event that it is about. When that event is not in the store, nothing is remembered.</param>
/// <param name="Name">What it says: lower-case letters. A later remark of the same name replaces the earlier one.</param>
/// <param name="Text">Makes its text from the id of the event that gives rise to it. Runs on the writer's thread and must not throw.</param>
public sealed record EventRemark(EventId About, string Name, Func<EventId, string> Text);
