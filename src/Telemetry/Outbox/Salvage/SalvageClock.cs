namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>Limits the time that a salvage may take, because the station waits for it.</summary>
internal sealed class SalvageClock(TimeProvider time, TimeSpan budget)
{
    // Pending and set-aside rows get more time than those that the broker already has, but not so much that the watchdog ends the process
    // before
    // the salvage is done.
    private const int PendingFactor = 3;

    private readonly long _started = time.GetTimestamp();

    /// <summary>False when no more time is spent on delivered rows and on rows between damaged pages.</summary>
    public bool HasTime => time.GetElapsedTime(_started) < budget;

    /// <summary>False when even pending rows are left behind.</summary>
    public bool HasTimeForPending => time.GetElapsedTime(_started) < budget * PendingFactor;
}
