using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Writing;

/// <summary>A request for the writer's next transaction.</summary>
internal abstract class WriteRequest
{
    /// <summary>False for the writer's own housekeeping, which does not retry when the disk has just failed.</summary>
    public virtual bool Insists => true;

    /// <summary>
    /// True for a request that has a transaction of its own, which is dropped as a whole when the request throws.
    /// </summary>
    public virtual bool IsAlone => false;

    /// <summary>
    /// True when the work is done although its commit ended in an error: asked after the store was opened again.
    /// </summary>
    public virtual bool HasHappened => false;

    /// <summary>Does the work. An exception other than a storage error concerns this request only.</summary>
    public abstract void Run(WriteBatch batch);

    /// <summary>Called when the transaction is on disk.</summary>
    public abstract void Succeed();

    /// <summary>Called when the transaction failed; the events in <paramref name="uncertain"/> may be on disk.</summary>
    public abstract void Fail(Exception exception, IReadOnlySet<EventId> uncertain);
}
