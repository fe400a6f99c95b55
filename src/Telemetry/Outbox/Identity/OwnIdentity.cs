namespace StationAgent.Telemetry.Outbox.Identity;

/// <summary>What a store knows of itself, to be compared with what others say of it.</summary>
/// <param name="Open">The epochs that may hold events which were never sent; the present one is the last.</param>
/// <param name="Known">The names of all epochs in which this store has given numbers.</param>
/// <param name="LastSequence">The last number given.</param>
/// <param name="AnnouncedUpTo">The last number that may have been sent.</param>
/// <param name="AnnouncedSession">The number of the last link over which this store has spoken; 0 for none.</param>
/// <param name="LastSession">The last session number that was given to a connection attempt.</param>
internal sealed record OwnIdentity(
    IReadOnlyList<OwnEpoch> Open, IReadOnlySet<string> Known, long LastSequence, long AnnouncedUpTo, long AnnouncedSession, long LastSession)
{
    /// <summary>The epoch in which this store gives numbers.</summary>
    public OwnEpoch Present => Open[^1];
}
