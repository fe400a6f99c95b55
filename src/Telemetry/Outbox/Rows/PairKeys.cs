namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>Names of the store's small durable values.</summary>
internal static class PairKeys
{
    public const string Age = "age";
    public const string Session = "session";
    public const string Probe = "probe";
    public const string NotePrefix = "note:";
}
