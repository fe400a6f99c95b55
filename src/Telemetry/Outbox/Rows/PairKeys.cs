namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>Names of the store's small durable values.</summary>
internal static class PairKeys
{
    public const string Age = "age";
    public const string Session = "session";
    public const string Probe = "probe";

    /// <summary>What the store has told others: see <see cref="Bookkeeping.AnnouncedNumbers"/>.</summary>
    public const string Announced = "announced";

    /// <summary>What is remembered of the epochs: see <see cref="Bookkeeping.EpochHistory"/>.</summary>
    public const string History = "epochs";

    /// <summary>Which events have got new ids: see <see cref="Bookkeeping.RenamedNumbers"/>.</summary>
    public const string Renamed = "renamed";

    public const string NotePrefix = "note:";
}
