namespace StationAgent.DropOff;

/// <summary>Finds what a start has to report about the time before it.</summary>
internal static class Restart
{
    /// <summary>Finds the amendment that is owed at the start.</summary>
    /// <param name="lastAcceptedEventId">Event of the last accepted drop-off in the store; null when there is none.</param>
    /// <param name="isSettled">True when its withdrawal window was watched to the end, or it has been amended already.</param>
    /// <returns>Null when nothing is owed.</returns>
    public static Amendment? AmendmentFor(string? lastAcceptedEventId, bool isSettled) =>
        lastAcceptedEventId is null || isSettled
            ? null
            : new Amendment(Number: 0, lastAcceptedEventId, AmendmentChange.Unsettled, Reasons.Restarted);
}
