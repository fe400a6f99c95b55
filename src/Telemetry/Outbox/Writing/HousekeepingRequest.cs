using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Writing;

/// <summary>The writer's own housekeeping.</summary>
internal sealed class HousekeepingRequest(Action<WriteBatch> run, Action succeeded, Action? failed = null) : WriteRequest
{
    public override bool Insists => false;

    public override void Run(WriteBatch batch) => run(batch);

    public override void Succeed() => succeeded();

    public override void Fail(Exception exception, IReadOnlySet<EventId> uncertain)
    {
        // The fault itself is logged by the writer; the next turn tries again.
        failed?.Invoke();
    }
}
