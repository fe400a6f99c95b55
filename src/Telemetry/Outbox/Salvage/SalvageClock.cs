namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>How long a salvage may take: the station waits meanwhile.</summary>
internal sealed class SalvageClock(TimeProvider time, TimeSpan budget)
{
    // Pending and set-aside rows are worth more time than what the broker already has, but not so much that a watchdog ends the process
    // each time before it is done.
    private const int PendingFactor = 3;

    private readonly long _started = time.GetTimestamp();

    /// <summary>False when nothing more is done for rows that have been delivered, nor for islands between damaged pages.</summary>
    public bool HasTime => time.GetElapsedTime(_started) < budget;

    /// <summary>False when even pending rows are left behind.</summary>
    public bool HasTimeForPending => time.GetElapsedTime(_started) < budget * PendingFactor;
}
