using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Writing;

/// <summary>A request whose caller waits for the result.</summary>
internal sealed class AwaitedRequest<T>(Func<WriteBatch, T> run, CancellationToken cancellationToken) : WriteRequest
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
