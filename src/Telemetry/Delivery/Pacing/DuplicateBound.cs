namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// Limits how many events may be sent a second time after a crash: those in flight, and those whose acknowledgement is not yet on disk.
/// </summary>
internal static class DuplicateBound
{
    /// <summary>The limit while the store can be written.</summary>
    public const int Most = 256;

    /// <summary>The limit while the store cannot be written: stored events still have to be sent, and their marks wait in memory.</summary>
    public const int MostWhileBroken = 65_536;

    public static bool AllowsOneMore(int inFlight, int unwrittenMarks, bool storeIsBroken) =>
        inFlight + unwrittenMarks < (storeIsBroken ? MostWhileBroken : Most);
}
