using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox;

/// <content>Storing events together with what is remembered about earlier ones.</content>
public sealed partial class Outbox
{
    private const int MaximumTopicLength = 200;

    /// <summary>Stores an event with its remark and its note, and returns after all of it is synced to disk.</summary>
    /// <param name="draft">The event.</param>
    /// <param name="cancellationToken">Cancels the append as long as the writer has not begun with it.</param>
    /// <returns>The event's name.</returns>
    /// <exception cref="OutboxException">The event is not stored, or may be: see <see cref="OutboxException.UncertainId"/>.</exception>
    /// <exception cref="OperationCanceledException">The event is not stored.</exception>
    public Task<EventId> AppendAsync(EventDraft draft, CancellationToken cancellationToken)
    {
        Check(draft);
        return AwaitedAsync(batch => batch.Append(draft), cancellationToken);
    }

    /// <summary>
    /// Decides by what is stored whether to store an event, and stores it in the same transaction, so that no other event comes between. Returns after the sync.
    /// </summary>
    /// <param name="decide">
    /// Makes the event; null to store nothing. Quick and without side effects outside, because it runs on the writer's thread. What it throws is thrown here.
    /// </param>
    /// <param name="cancellationToken">Cancels the request as long as the writer has not begun with it.</param>
    /// <returns>The event's name; null when nothing was stored.</returns>
    /// <exception cref="OutboxException">The store failed: the event is not stored, or may be, see <see cref="OutboxException.UncertainId"/>.</exception>
    /// <exception cref="OperationCanceledException">Nothing was decided.</exception>
    public Task<EventId?> AppendIfAsync(Func<StoreView, EventDraft?> decide, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decide);
        return AwaitedAsync(batch => decide(new StoreView(batch)) is { } draft ? batch.Append(Check(draft)) : (EventId?)null, cancellationToken);
    }

    private static EventDraft Check(EventDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentException.ThrowIfNullOrEmpty(draft.Topic, nameof(draft));
        return draft.Topic.Length <= MaximumTopicLength && !draft.Topic.AsSpan().ContainsAny("+#\0")
            ? draft
            : throw new ArgumentException($"A topic has at most {MaximumTopicLength} characters and none of '+', '#' and NUL.", nameof(draft));
    }

    private async Task<T> AwaitedAsync<T>(Func<WriteBatch, T> work, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _awaitedAppends);
        try
        {
            return await _writer.RequestAsync(work, cancellationToken);
        }
        finally
        {
            if (Interlocked.Decrement(ref _awaitedAppends) == 0)
            {
                AppendsEnded?.Invoke(this, EventArgs.Empty);
            }
        }
    }
}
