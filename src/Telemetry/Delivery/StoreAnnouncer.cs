using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Identity;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Notes in the store over which link it speaks, and begins a new epoch when another copy of it has spoken. Used by one link at a time. See
/// docs/decisions/0046-a-store-that-was-copied.md.
/// </summary>
/// <param name="context">Holds the outbox.</param>
internal sealed class StoreAnnouncer(DeliveryContext context)
{
    private StoreEvidence? _evidence;
    private long _session;

    /// <summary>True when this process has spoken over a link.</summary>
    public bool HasSpoken { get; private set; }

    /// <summary>Keeps what showed during a link that another copy of the store has spoken, for the next one; null for nothing.</summary>
    public void CopyFound(StoreEvidence? evidence) => _evidence ??= evidence;

    /// <summary>
    /// Returns the next number from the durable counter. A store that cannot be written must not keep stored events from being sent: then the
    /// number is counted in memory.
    /// </summary>
    public async Task<(long Number, bool IsVolatile)> NextSessionAsync(CancellationToken cancellationToken)
    {
        long number;
        var isVolatile = false;
        try
        {
            do
            {
                number = await context.Outbox.NextSessionAsync(cancellationToken);
            }
            while (number <= _session);
        }
        catch (OutboxException exception)
        {
            number = Math.Max(_session, context.Outbox.LastSession) + 1;
            isVolatile = true;
            Log.SessionNotStored(context.Logger, exception.Message.TrimEnd('.'), number);
        }

        _session = number;
        return (number, isVolatile);
    }

    /// <summary>Begins a new epoch when another copy of the store has spoken. Without it, nothing is sent that the other copy may have sent with another content.</summary>
    public async Task BeginEpochAsync(StoreEvidence? evidence, CancellationToken cancellationToken)
    {
        evidence ??= _evidence;
        _evidence = evidence;
        if (evidence is null)
        {
            return;
        }

        try
        {
            await context.Outbox.BeginEpochAsync(evidence, cancellationToken);
            _evidence = null;
        }
        catch (OutboxException exception)
        {
            Log.EpochNotBegun(context.Logger, exception.Message.TrimEnd('.'));
        }
    }

    /// <summary>Notes in the store that it speaks over a link.</summary>
    /// <returns>False when that could not be stored; then nothing is to be stated over this link.</returns>
    /// <exception cref="LinkException">A new epoch has to begin first, and could not be stored.</exception>
    public async Task<bool> AnnounceAsync(long session, CancellationToken cancellationToken)
    {
        if (_evidence is not null)
        {
            throw new LinkException("another copy of this device's store has spoken, and the new numbers that it needs could not be stored");
        }

        try
        {
            await context.Outbox.AnnounceAsync(session, cancellationToken);
            return HasSpoken = true;
        }
        catch (OutboxException)
        {
            // The health of the store reports this. What is stored must go out all the same.
            context.Outbox.AnnounceUnrecorded();
            return false;
        }
    }
}
