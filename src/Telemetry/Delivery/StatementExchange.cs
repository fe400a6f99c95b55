using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Identity;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Exchanges statements about the store with the broker over one link: collects the retained ones before anything is said, and keeps this store's own up to
/// date. See docs/decisions/0046-a-store-that-was-copied.md.
/// </summary>
/// <param name="context">Holds the outbox.</param>
/// <param name="states">The documents of this device.</param>
/// <param name="isFirst">True when this process has not spoken yet.</param>
internal sealed class StatementExchange(DeliveryContext context, RetainedStates states, bool isFirst)
{
    /// <summary>The retained documents follow the acknowledgement of the subscription within milliseconds; a broker that retains none says nothing.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);

    /// <summary>A copy that is taken between two statements is not noticed, and each one is a message.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _bothHere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _here = new(StringComparer.Ordinal);

    private readonly OwnIdentity _before = context.Outbox.Identity;
    private StoreEvidence? _evidence;
    private StoreStatement? _stated;
    private bool _isAsked;

    /// <summary>Takes a document that another device, or this one earlier, has published.</summary>
    /// <param name="name">The last level of its topic.</param>
    /// <param name="payload">The document.</param>
    public void Take(string name, ReadOnlyMemory<byte> payload)
    {
        var statement = name == OutboxDocument.Name ? OutboxDocument.Parse(payload) : StatusDocument.Parse(payload);
        if (statement is not null && name == OutboxDocument.Name)
        {
            context.Outbox.Hear(statement);
        }

        if (statement is not null && StoreIdentity.Judge(Own(), statement, isFirst && _stated is null) is { } evidence)
        {
            Found(evidence);
        }

        lock (_gate)
        {
            _here.Add(name);
            if (_here.Count == 2)
            {
                _bothHere.TrySetResult();
            }
        }
    }

    /// <summary>Waits for the retained documents, if they can show anything.</summary>
    /// <param name="hears">False when the broker allows neither subscription.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What shows that another copy of the store has spoken; null for nothing. What comes later is reported by <see cref="DeliveryContext.CopyFound"/>.</returns>
    public async Task<StoreEvidence?> WaitAsync(bool hears, CancellationToken cancellationToken)
    {
        if (hears && isFirst && !context.Outbox.IsNew)
        {
            await WaitForBothAsync(cancellationToken);
        }

        lock (_gate)
        {
            _isAsked = true;
            return _evidence;
        }
    }

    private async Task WaitForBothAsync(CancellationToken cancellationToken)
    {
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_bothHere.Task, Task.Delay(AnswerTime, context.Time, waited.Token));
        await waited.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Makes the statement of this store due when it has changed. Only for a link that is announced.</summary>
    /// <returns>True when it has.</returns>
    public bool State()
    {
        var statement = context.Outbox.Statement;
        if (_stated is { } last && last.Session == statement.Session && Numbers(last).SequenceEqual(Numbers(statement)))
        {
            return false;
        }

        _stated = statement;
        states.Set(OutboxDocument.Name, OutboxDocument.Render(statement));
        return true;
    }

    /// <summary>As <see cref="State"/>, where a statement was made over this link: without one, none is to be made at its end.</summary>
    public bool StateAgain() => _stated is not null && State();

    /// <summary>Announces the link when that was not possible before, and keeps the statement up to date, until cancelled.</summary>
    /// <param name="session">The number of the link when it was not announced; null when it was.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(long? session, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, context.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                if (session is { } number)
                {
                    await context.Outbox.AnnounceAsync(number, cancellationToken);
                    session = null;
                    context.Wake?.Invoke();
                }

                await context.Outbox.LearnAsync(cancellationToken);
                State();
            }
            catch (OutboxException)
            {
                // The store cannot be written, which its health reports.
            }
        }
    }

    /// <summary>
    /// The store as the broker can know it. What is retained may come when the link is announced already: until this store has made a statement over it, only
    /// what it had announced before counts as known.
    /// </summary>
    private OwnIdentity Own()
    {
        var own = context.Outbox.Identity;
        return _stated is not null
            ? own
            : own with
            {
                AnnouncedSession = Math.Min(own.AnnouncedSession, _before.AnnouncedSession),
                AnnouncedUpTo = Math.Min(own.AnnouncedUpTo, _before.AnnouncedUpTo),
            };
    }

    private void Found(StoreEvidence evidence)
    {
        lock (_gate)
        {
            _evidence ??= evidence;
            if (!_isAsked)
            {
                return;
            }
        }

        context.CopyFound?.Invoke(evidence);
    }

    private static IEnumerable<(string StoreEpoch, long? Sequence)> Numbers(StoreStatement statement) =>
        statement.Earlier.Append(statement.Present).Select(static epoch => (epoch.StoreEpoch, epoch.Sequence));
}
