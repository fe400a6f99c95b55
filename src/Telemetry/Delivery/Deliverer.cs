using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Sends what is pending over one link, oldest first, with a bounded number on its way. One loop owns all state; acknowledgements, new
/// events and timers reach it as signals. Sending starts at the oldest unacknowledged number, so that over all links the order of first
/// transmission is the order of numbers.
/// </summary>
internal sealed class Deliverer : IDisposable
{
    // Rows read at once; the reader also bounds their bytes.
    private const int PageRows = 64;

    private readonly Outbox.Outbox _outbox;
    private readonly IEventPublisher _publisher;
    private readonly SendWindow _window;
    private readonly DeliveryMemory _memory;
    private readonly DeliveryCounts _counts;
    private readonly TelemetryOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly Channel<Signal> _signals = Channel.CreateUnbounded<Signal>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<long, Sent> _inFlight = [];
    private readonly Queue<StoredEvent> _page = new();
    private readonly ReconnectSchedule _backOff;
    private readonly ITimer _timer;
    private readonly long _start;
    private long _cursor;
    private TimeSpan _checkedAt;
    private TimeSpan? _holdUntil;
    private bool _holding;
    private int _wakes;

    public Deliverer(
        Outbox.Outbox outbox,
        IEventPublisher publisher,
        SendWindow window,
        DeliveryMemory memory,
        DeliveryCounts counts,
        TelemetryOptions options,
        TimeProvider time,
        Random random,
        ILogger logger)
    {
        _outbox = outbox;
        _publisher = publisher;
        _window = window;
        _memory = memory;
        _counts = counts;
        _options = options;
        _time = time;
        _random = random;
        _logger = logger;
        _backOff = new ReconnectSchedule(options.Reconnect);
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Called after an event has left the queue; returns at once.</summary>
    public Action? Progress { get; set; }

    /// <summary>Runs until cancelled, then takes what acknowledgements still come within <paramref name="grace"/>.</summary>
    /// <exception cref="LinkException">The link does not do its work.</exception>
    public async Task RunAsync(CancellationToken stop, CancellationToken grace)
    {
        _outbox.Appended += OnAppended;
        _window.Released = Wake;
        _memory.Paused.TryAllAt(Now);
        using var publishing = CancellationTokenSource.CreateLinkedTokenSource(grace);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                Fill(publishing.Token);
                ArmTimer();
                await WaitAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end that was asked for.
        }
        catch (LinkException)
        {
            await publishing.CancelAsync();
            throw;
        }
        finally
        {
            _outbox.Appended -= OnAppended;
            await DrainAsync();
        }
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan Now => _time.GetElapsedTime(_start);

    private void OnAppended(object? sender, EventArgs args) => Wake();

    // One wake-up in the queue is enough, however many reasons there are.
    private void Wake()
    {
        if (Interlocked.Exchange(ref _wakes, 1) == 0)
        {
            _signals.Writer.TryWrite(default);
        }
    }

    private async Task WaitAsync(CancellationToken stop)
    {
        Handle(await _signals.Reader.ReadAsync(stop));
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
        if (_holding)
        {
            if (_inFlight.Count > 0 || Now < _holdUntil)
            {
                return;
            }

            _holding = false;
            Rewind();
        }

        while (_window.TryTake())
        {
            if (Next() is not { } stored)
            {
                // Not through Release, whose wake-up would lead straight back here.
                _window.PutBack();
                return;
            }

            Send(stored, publishing);
        }
    }

    private StoredEvent? Next()
    {
        try
        {
            while (_memory.Paused.TakeDue(Now) is { } topic)
            {
                if (_outbox.ReadPending(0, 1, topic) is not [var probe])
                {
                    Resume(topic);
                }
                else if (!_inFlight.ContainsKey(probe.Id.Sequence) && Fits(probe))
                {
                    return probe;
                }
            }

            while (true)
            {
                if (_page.Count == 0 && !ReadPage())
                {
                    return null;
                }

                var stored = _page.Dequeue();
                if (!_memory.Paused.Contains(stored.Topic) && !_inFlight.ContainsKey(stored.Id.Sequence) && Fits(stored))
                {
                    return stored;
                }
            }
        }
        catch (OutboxException exception)
        {
            Log.StoreUnreadable(_logger, exception.Message);
            Hold();
            return null;
        }
    }

    private bool ReadPage()
    {
        if (_cursor >= _outbox.LastSequence)
        {
            return false;
        }

        foreach (var stored in _outbox.ReadPending(_cursor, PageRows))
        {
            _page.Enqueue(stored);
            _cursor = stored.Id.Sequence;
        }

        return _page.Count > 0;
    }

    private bool Fits(StoredEvent stored)
    {
        var size = _publisher.SizeOf(stored);
        if (size <= _publisher.MaximumPacketSize)
        {
            return true;
        }

        PutAside(stored, $"its packet has {size} bytes and the broker takes at most {_publisher.MaximumPacketSize}");
        return false;
    }

    private void Send(StoredEvent stored, CancellationToken publishing)
    {
        _inFlight[stored.Id.Sequence] = new Sent(stored, Now);
        _counts.InFlight = _inFlight.Count;
        if (_memory.SentBefore.Contains(stored.Id.Sequence))
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
        catch (Exception exception) when (MqttLink.IsLinkTrouble(exception))
        {
            _signals.Writer.TryWrite(new Signal(stored, null));
        }
    }

    private void Handle(Signal signal)
    {
        if (signal.Stored is not { } stored)
        {
            Volatile.Write(ref _wakes, 0);
            return;
        }

        _inFlight.Remove(stored.Id.Sequence);
        _counts.InFlight = _inFlight.Count;
        _window.PutBack();
        if (signal.Reply is not { } reply)
        {
            // The link is failing; whoever watches it ends this run, and the event goes again over the next one.
            _memory.SentBefore.Add(stored.Id.Sequence);
            Hold();
            return;
        }

        _memory.SentBefore.Remove(stored.Id.Sequence);
        Judge(stored, reply);
    }

    private void Judge(StoredEvent stored, PublishReply reply)
    {
        var reason = PublishVerdicts.Explain(reply.Code) + (string.IsNullOrEmpty(reply.Reason) ? string.Empty : $": {reply.Reason}");
        switch (PublishVerdicts.Of(reply.Code))
        {
            case PublishVerdict.Delivered:
                _outbox.MarkDelivered(stored.Id);
                _counts.AddDelivered();
                _backOff.Reset();
                if (_memory.Paused.Contains(stored.Topic))
                {
                    Resume(stored.Topic);
                }

                Progress?.Invoke();
                break;
            case PublishVerdict.PauseTopic:
                if (_memory.Paused.Pause(stored.Topic, Now))
                {
                    Log.TopicPaused(_logger, stored.Topic, stored.Id.ToString(), reason);
                    _memory.PublishPausedNames();
                }

                break;
            case PublishVerdict.SetAside:
                PutAside(stored, $"the broker refuses it: {reason}");
                break;
            case PublishVerdict.BackOff:
                if (!_holding)
                {
                    Hold();
                    Log.BackingOff(_logger, reason, (_holdUntil.GetValueOrDefault() - Now).TotalSeconds);
                }

                break;
            default:
                throw new InvalidOperationException($"No verdict for reason code {reply.Code}.");
        }
    }

    private void PutAside(StoredEvent stored, string reason)
    {
        Log.SetAside(_logger, stored.Id.ToString(), reason);
        _outbox.SetAside(stored.Id, reason);
        _counts.AddSetAside();
        Progress?.Invoke();
    }

    private void Resume(string topic)
    {
        _memory.Paused.Resume(topic);
        _memory.PublishPausedNames();
        Log.TopicResumed(_logger, topic);
        Rewind();
    }

    private void Rewind()
    {
        _cursor = 0;
        _page.Clear();
    }

    /// <summary>Stops sending until all answers are there and a time has passed; then it goes on from the oldest.</summary>
    private void Hold()
    {
        if (!_holding)
        {
            _holding = true;
            _holdUntil = Now + _backOff.Next(TimeSpan.Zero, takenOver: false, _random.NextDouble());
        }
    }

    private void CheckProgress()
    {
        if (Now - _checkedAt < _options.AcknowledgeTimeout / 8)
        {
            return;
        }

        _checkedAt = Now;
        foreach (var sent in _inFlight.Values)
        {
            if (Now - sent.At >= _options.AcknowledgeTimeout)
            {
                throw new LinkException(
                    $"the broker has not acknowledged {sent.Stored.Id} for {_options.AcknowledgeTimeout.TotalSeconds:0} s");
            }
        }
    }

    private void ArmTimer()
    {
        TimeSpan? next = _inFlight.Count > 0 ? Now + (_options.AcknowledgeTimeout / 4) : null;

        // What waits for an answer or a free place is served when that comes; a timer would only spin.
        next = Earlier(next, _holding && _inFlight.Count == 0 ? _holdUntil : null);
        next = Earlier(next, _holding || _window.IsFull ? null : _memory.Paused.NextTry);
        if (next is { } at)
        {
            var wait = at - Now;
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    private static TimeSpan? Earlier(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b ?? a : a;

    private readonly record struct Sent(StoredEvent Stored, TimeSpan At);

    /// <summary>A wake-up, or the end of a publish; without a reply when the link failed.</summary>
    private readonly record struct Signal(StoredEvent? Stored, PublishReply? Reply);
}
