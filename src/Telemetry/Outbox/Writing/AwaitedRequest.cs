using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Writing;

/// <summary>A request whose caller waits for the result.</summary>
/// <param name="run">Does the work.</param>
/// <param name="cancellationToken">Cancels the request as long as the writer has not begun with it.</param>
/// <param name="hasHappened">
/// For a request that has a transaction of its own: tells whether its result is on disk, after the store was opened again. Null for others.
/// </param>
internal sealed class AwaitedRequest<T>(
    Func<WriteBatch, T> run, CancellationToken cancellationToken, Func<T, bool>? hasHappened = null) : WriteRequest
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _done.Task;

    public override bool IsAlone => hasHappened is not null;

    public override bool HasHappened => _result is { } result && hasHappened?.Invoke(result) == true;

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
