using System.Threading.Channels;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Sends events over one link with a bounded number in flight. One loop owns all state; acknowledgements, new events and timers reach it as
/// signals. <see cref="SendOrder"/> chooses the next event, <see cref="PublishResultHandler"/> acts on the broker's answers.
/// </summary>
internal sealed class Deliverer : IDisposable
{
    /// <summary>
    /// The number of events sent after a commit while the next append is awaited, so that endless appends do not stop delivery.
    /// </summary>
    internal const int SendsBesideAppend = 16;

    private readonly DeliveryContext _context;
    private readonly IEventPublisher _publisher;
    private readonly SendWindow _window;
    private readonly Outbox.Outbox _outbox;
    private readonly DeliveryMemory _memory;
    private readonly DeliveryCounts _counts;
    private readonly Channel<Signal> _signals = Channel.CreateUnbounded<Signal>(new UnboundedChannelOptions { SingleReader = true });
    private readonly InFlight _inFlight = new();
    private readonly SendOrder _order;
    private readonly BrokerBackoff _backoff;
    private readonly PublishResultHandler _results;
    private readonly ITimer _timer;
    private LinkException? _failure;
    private TimeSpan _checkedAt;
    private bool _heldByRate;
    private int _wakes;
    private int _sinceCommit;

    public Deliverer(DeliveryContext context, DeliveryCounts counts, IEventPublisher publisher, SendWindow window)
    {
        _context = context;
        _publisher = publisher;
        _window = window;
        _outbox = context.Outbox;
        _memory = context.Memory;
        _counts = counts;
        var trials = new TopicTrials(context, _inFlight, publisher);
        _order = new SendOrder(context, _inFlight, trials);
        _backoff = new BrokerBackoff(context.Options.Reconnect);
        _results = new PublishResultHandler(context, counts, _order, trials, publisher, _backoff, _inFlight);
        _timer = context.Time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Called after an event was delivered or set aside; returns at once.</summary>
    public Action? Progress
    {
        get => _results.Progress;
        set => _results.Progress = value;
    }

    /// <summary>The events that were in flight when the link ended. Complete after <see cref="RunAsync"/>.</summary>
    public List<UnansweredEvent> Unanswered { get; } = [];

    /// <summary>Runs until cancelled, then accepts acknowledgements until <paramref name="grace"/> is cancelled.</summary>
    /// <exception cref="LinkException">
    /// The broker has not acknowledged an event in time, sending one failed in an unknown way, or a new link is needed to try a paused topic.
    /// </exception>
    public async Task RunAsync(CancellationToken cancellationToken, CancellationToken grace)
    {
        _outbox.Appended += OnCommit;
        _outbox.AppendsEnded += OnStoreNews;
        _outbox.MarksSettled += OnStoreNews;
        _context.Wake = Wake;
        _window.Released = Wake;
        if (!MayEverSend)
        {
            _memory.LastRefusal = "the broker takes only messages of quality of service 0, which it never acknowledges: events wait (with Delivery:Receipts they could be sent)";
        }

        _memory.Paused.LinkBegins(Now);
        _context.SetAside.LinkBegins(_publisher.MaximumPacketSize);
        using var publishing = CancellationTokenSource.CreateLinkedTokenSource(grace);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                _results.TakeReceipts();
                Fill(publishing.Token);
                ArmTimer();
                await WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end was requested.
        }
        catch (LinkException)
        {
            await publishing.CancelAsync();
            throw;
        }
        finally
        {
            _outbox.Appended -= OnCommit;
            _outbox.AppendsEnded -= OnStoreNews;
            _outbox.MarksSettled -= OnStoreNews;
            _context.Wake = null;
            await DrainAsync();
            _context.Replay.LinkEnded();
        }
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan Now => _context.Now;

    private void OnStoreNews(object? sender, EventArgs args) => Wake();

    private void OnCommit(object? sender, EventArgs args)
    {
        Volatile.Write(ref _sinceCommit, 0);
        Wake();
    }

    // One wake-up in the queue is enough for any number of reasons.
    private void Wake()
    {
        if (Interlocked.Exchange(ref _wakes, 1) == 0)
        {
            _signals.Writer.TryWrite(default);
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        Handle(await _signals.Reader.ReadAsync(cancellationToken));
        while (_signals.Reader.TryRead(out var signal))
        {
            Handle(signal);
        }
    }

    private async Task DrainAsync()
    {
        while (_inFlight.Count > 0)
        {
            Handle(await _signals.Reader.ReadAsync(CancellationToken.None));
        }

        _counts.InFlight = 0;
    }

    private void Fill(CancellationToken publishing)
    {
        CheckProgress();
        if (_memory.Paused.IsNewLinkDue(Now))
        {
            if (_inFlight.Count == 0)
            {
                throw new LinkException("a new one is made, to try a topic again at whose events the broker ends the link") { IsRenewal = true };
            }

            return;
        }

        if (_backoff.IsOn)
        {
            if (!_backoff.TryEnd(Now, _inFlight.Count))
            {
                return;
            }

            _order.Rewind();
        }

        while (MaySend() && _window.TryTake())
        {
            if (Next() is not { } next)
            {
                // PutBack, because the wake-up of Release would lead straight back here.
                _window.PutBack();
                return;
            }

            if (!_outbox.NoteAnnounced(next.Stored.Id))
            {
                // Whether the number is this store's alone is not known before the link is announced.
                _order.NotSent(next.Stored, next.Reason);
                _window.PutBack();
                BackOff();
                return;
            }

            Send(next.Stored, next.Reason, publishing);
        }
    }

    // Without an acknowledgement of the broker, the receipt of the backend alone says that an event has arrived.
    private bool MayEverSend => _publisher.Acknowledges || _context.Options.Receipts;

    private bool MaySend()
    {
        if (!MayEverSend)
        {
            return false;
        }

        // A person at the station waits for the append; events that are already stored can wait.
        if (_outbox.IsAppendAwaited && Volatile.Read(ref _sinceCommit) >= SendsBesideAppend)
        {
            return false;
        }

        // Kept for ArmTimer, because by then the next event may be due.
        _heldByRate = _memory.Pacer?.IsDue(Now) == false;
        return !_heldByRate && IsWithinBound && (!_order.IsAloneDue || _window.IsIdle);
    }

    private bool IsWithinBound => DuplicateBound.AllowsOneMore(_inFlight.Count, _outbox.UnwrittenMarks, _outbox.Fault is not null);

    private (StoredEvent Stored, SendReason Reason)? Next()
    {
        try
        {
            while (_order.Next() is { } next)
            {
                var size = _publisher.SizeOf(next.Stored);
                if (size <= _publisher.MaximumPacketSize)
                {
                    return next;
                }

                _results.TooLarge(next.Stored, next.Reason, size);
            }
        }
        catch (OutboxException exception)
        {
            Log.StoreUnreadable(_context.Logger, exception.Message.TrimEnd('.'));
            BackOff();
        }

        return null;
    }

    private void Send(StoredEvent stored, SendReason reason, CancellationToken publishing)
    {
        _inFlight.Add(stored, reason, _memory.Refused.NextPlace(), Now);
        _counts.InFlight = _inFlight.Count;
        Interlocked.Increment(ref _sinceCommit);
        _memory.Pacer?.Take();
        if (reason == SendReason.ReceiptOverdue || _memory.SentBefore.Contains(stored.Id.Sequence))
        {
            _counts.AddResent();
        }

        _ = AwaitReplyAsync(stored, publishing);
    }

    private async Task AwaitReplyAsync(StoredEvent stored, CancellationToken publishing)
    {
        try
        {
            var reply = await _publisher.PublishAsync(stored, publishing);
            _signals.Writer.TryWrite(new Signal(stored, reply));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A publish without an end would hold up the end of the link for ever, so any failure of the library is one.
            var failure = LinkTrouble.IsOfLink(exception)
                ? null
                : new LinkException($"sending {stored.Id} failed: {LinkFailureText.Of(exception)}", exception);
            _signals.Writer.TryWrite(new Signal(stored, null, failure));
        }
    }

    private void Handle(Signal signal)
    {
        if (signal.Stored is not { } stored)
        {
            Volatile.Write(ref _wakes, 0);
            return;
        }

        var (reason, place) = _inFlight.Remove(stored.Id.Sequence);
        _counts.InFlight = _inFlight.Count;
        _window.PutBack();
        if (signal.Reply is not { } reply)
        {
            // The link is failing: LinkSession or the next check ends this run, and the event is sent again over the next link.
            _failure ??= signal.Failure;
            Unanswered.Add(new UnansweredEvent(stored.Id, stored.Topic, place));
            if (_results.IsStillPending(stored, reason))
            {
                _memory.SentBefore.Add(stored.Id.Sequence);
            }

            BackOff();
            return;
        }

        _memory.SentBefore.Remove(stored.Id.Sequence);
        _memory.Poison.Answered(stored.Id.Sequence);
        _results.Take(stored, reason, place, reply, Now);
    }

    private void BackOff() => _backoff.Begin(Now, _context.Random.NextDouble());

    private void CheckProgress()
    {
        if (_failure is { } failure)
        {
            throw failure;
        }

        var limit = _context.Options.AcknowledgeTimeout;
        if (Now - _checkedAt < limit / 8)
        {
            return;
        }

        _checkedAt = Now;
        if (_inFlight.OlderThan(Now - limit) is { } id)
        {
            throw new LinkException($"the broker has not acknowledged {id} for {limit.TotalSeconds:0} s");
        }
    }

    private void ArmTimer()
    {
        TimeSpan? next = _inFlight.Count > 0 ? Now + (_context.Options.AcknowledgeTimeout / 4) : null;

        // An answer, a free place and written marks wake the loop themselves; a timer for them would only spin.
        next = DeliveryContext.Earlier(next, _inFlight.Count == 0 ? _backoff.Until : null);
        if (_order.IsAloneDue || _memory.Paused.IsNewLinkDue(Now))
        {
            // It may have become due since the last look; while something is in flight, its answer wakes the loop.
            next = _window.IsIdle && !_backoff.IsOn ? Now : next;
        }
        else if (!_backoff.IsOn && !_window.IsFull && IsWithinBound)
        {
            next = DeliveryContext.Earlier(next, _heldByRate ? _memory.Pacer?.NextAt(Now) : _order.NextAt);
        }

        var wait = next is { } at ? at - Now : Timeout.InfiniteTimeSpan;
        _timer.Change(next is null || wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    /// <summary>A wake-up, or the end of a publish, which has no reply when the link failed, and a failure when it is not known whether it did.</summary>
    private readonly record struct Signal(StoredEvent? Stored, PublishReply? Reply, LinkException? Failure = null);
}
