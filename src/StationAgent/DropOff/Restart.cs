namespace StationAgent.DropOff;

/// <summary>What a start has to say about the time before it.</summary>
internal static class Restart
{
    /// <summary>The amendment that is owed at start.</summary>
    /// <param name="lastAcceptedEventId">Event of the last accepted drop-off in the store; null when there is none.</param>
    /// <param name="isSettled">True when its withdrawal window ended under watch, or it has been amended already.</param>
    /// <returns>Null when nothing is owed.</returns>
    public static Amendment? AmendmentFor(string? lastAcceptedEventId, bool isSettled) =>
        lastAcceptedEventId is null || isSettled
            ? null
            : new Amendment(Number: 0, lastAcceptedEventId, AmendmentChange.Unsettled, Reasons.Restarted);
}
