namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// How many events a crash may send a second time: those on their way, and those whose acknowledgement is known but not yet on disk.
/// </summary>
internal static class DuplicateBound
{
    /// <summary>The most while the store can be written.</summary>
    public const int Most = 256;

    /// <summary>The most while it cannot: what is stored has to go out all the same, and the marks wait in memory.</summary>
    public const int MostWhileBroken = 65_536;

    public static bool AllowsOneMore(int inFlight, int unwrittenMarks, bool storeIsBroken) =>
        inFlight + unwrittenMarks < (storeIsBroken ? MostWhileBroken : Most);
}
