using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Writing;

/// <summary>Something for the writer to do inside its next transaction.</summary>
internal abstract class WriteRequest
{
    /// <summary>False for the writer's own housekeeping, which does not insist when the disk has just failed.</summary>
    public virtual bool Insists => true;

    /// <summary>Does it. What it throws, other than a storage error, concerns this request alone.</summary>
    public abstract void Run(WriteBatch batch);

    /// <summary>The transaction is on disk.</summary>
    public abstract void Succeed();

    /// <summary>It is not, or may be: see <paramref name="uncertain"/>.</summary>
    public abstract void Fail(Exception exception, IReadOnlySet<EventId> uncertain);
}
