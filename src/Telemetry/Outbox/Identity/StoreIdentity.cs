using System.Globalization;

namespace StationAgent.Telemetry.Outbox.Identity;

/// <summary>
/// Decides whether what others say of this store can only be true when another copy of it has spoken. See
/// docs/decisions/0046-a-store-that-was-copied.md.
/// </summary>
internal static class StoreIdentity
{
    /// <summary>Compares this store with a statement that the broker holds.</summary>
    /// <param name="own">This store.</param>
    /// <param name="other">The statement.</param>
    /// <param name="isFirstLinkOfProcess">True until this process has spoken for the first time.</param>
    /// <returns>Null when the statement may be this store's own.</returns>
    public static StoreEvidence? Judge(OwnIdentity own, StoreStatement other, bool isFirstLinkOfProcess)
    {
        for (var i = own.Open.Count - 1; i >= 0; i--)
        {
            if (other.Of(own.Open[i].StoreEpoch) is { } named && Compare(own, own.Open[i], other, named) is { } evidence)
            {
                return evidence;
            }
        }

        return isFirstLinkOfProcess && IsSuccessor(own, other)
            ? Evidence(
                own,
                own.Present,
                other.Of(own.Present.StoreEpoch),
                $"The broker knows the store '{other.Present.StoreEpoch}' as the latest of this device, and this card does not.")
            : null;
    }

    /// <summary>Compares this store with a receipt of the backend.</summary>
    /// <param name="own">This store.</param>
    /// <param name="confirmed">The highest event of an epoch that the backend says it has stored.</param>
    /// <returns>Null when this store may have sent the event.</returns>
    public static StoreEvidence? Judge(OwnIdentity own, EventId confirmed) =>
        confirmed.StoreEpoch == own.Present.StoreEpoch && confirmed.Sequence > own.LastSequence
            ? Evidence(
                own,
                own.Present,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The backend has event {confirmed.Sequence} of the store '{confirmed.StoreEpoch}', which ends at {own.LastSequence} on this card.")) with
            { HighestKnown = confirmed.Sequence }
            : null;

    /// <summary>
    /// True when an unknown store has spoken for this device after this one did, or after a copy of this one. A new card knows no store and has
    /// not spoken. Only a statement counts: a presence document may be the late will of a card that was in this device before.
    /// </summary>
    private static bool IsSuccessor(OwnIdentity own, StoreStatement other) => other.Present.Sequence is not null
        && !own.Known.Contains(other.Present.StoreEpoch)
        && (own.AnnouncedSession > 0 || other.Of(own.Present.StoreEpoch) is not null);

    private static StoreEvidence? Compare(OwnIdentity own, OwnEpoch epoch, StoreStatement other, EpochStatement named)
    {
        // A will bears the number of its connection even when nothing was said over that connection.
        var session = named.Sequence is null ? Math.Max(own.AnnouncedSession, own.LastSession) : own.AnnouncedSession;
        var isLaterSession = ReferenceEquals(named, other.Present) && !other.IsVolatile && other.Session > session;
        return isLaterSession || named.Sequence > own.AnnouncedUpTo
            ? Evidence(
                own,
                epoch,
                named,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The broker knows session {other.Session} of the store '{epoch.StoreEpoch}'{(named.Sequence is { } last ? $" and numbers up to {last}" : string.Empty)}, and this card only session {own.AnnouncedSession} and numbers up to {own.AnnouncedUpTo}."))
            : null;
    }

    private static StoreEvidence Evidence(OwnIdentity own, OwnEpoch epoch, EpochStatement? named, string detail) => new(
        own.Present.StoreEpoch,
        epoch.StoreEpoch,
        named?.Sequence > own.AnnouncedUpTo ? named.Sequence : null,
        named?.Sequence is { } last ? CommonNumbers.UpTo(epoch.Starts, epoch.Last, named.Starts, last) : null,
        named?.Sequence is null ? null : named.Starts,
        detail);
}
