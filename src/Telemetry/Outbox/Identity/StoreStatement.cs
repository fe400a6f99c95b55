namespace StationAgent.Telemetry.Outbox.Identity;

/// <summary>What a store has said of itself to the broker, or has the broker say of it.</summary>
/// <param name="Present">The epoch in which it gives numbers.</param>
/// <param name="Session">The number of the link over which it spoke.</param>
/// <param name="Earlier">Earlier epochs that it knows, the newest last.</param>
internal sealed record StoreStatement(EpochStatement Present, long Session, IReadOnlyList<EpochStatement> Earlier)
{
    /// <summary>The most earlier epochs that a statement names.</summary>
    public const int MaximumEarlier = 16;

    /// <summary>The most starts that a statement names for an epoch.</summary>
    public const int MaximumStarts = 8;

    /// <summary>True when the session number could not be stored, so that it may be given a second time.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>What is said of an epoch; null when it is not named.</summary>
    public EpochStatement? Of(string storeEpoch)
    {
        if (Present.StoreEpoch == storeEpoch)
        {
            return Present;
        }

        foreach (var epoch in Earlier)
        {
            if (epoch.StoreEpoch == storeEpoch)
            {
                return epoch;
            }
        }

        return null;
    }
}
