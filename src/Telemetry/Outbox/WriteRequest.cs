namespace StationAgent.Telemetry.Outbox;

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

/// <summary>A request that somebody waits for.</summary>
internal class WriteRequest<T>(Func<WriteBatch, T> run, CancellationToken cancellationToken) : WriteRequest
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _done.Task;

    public override void Run(WriteBatch batch)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _result = run(batch);
    }

    public override void Succeed() => _done.TrySetResult(_result!);

    public override void Fail(Exception exception, IReadOnlySet<EventId> uncertain)
    {
        switch (exception)
        {
            case OperationCanceledException:
                _done.TrySetCanceled(cancellationToken);
                break;
            case OutboxException trouble:
                _done.TrySetException(trouble.About(_result is EventId id && uncertain.Contains(id) ? id : null));
                break;
            default:
                _done.TrySetException(exception);
                break;
        }
    }
}

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
