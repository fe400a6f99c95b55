using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using StationAgent.Telemetry.Delivery.Commands;
using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Mqtt.Channel;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Keeps a link to the broker and delivers what the outbox holds. A broker that is away, refuses or fails is a state that
/// <see cref="Snapshot"/> reports, never an exception. All members may be called from any thread; <see cref="RunAsync"/> once.
/// </summary>
public sealed class TelemetryService : IDisposable
{
    private readonly Outbox.Outbox _outbox;
    private readonly TelemetryOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly RetainedStates _states = new();
    private readonly DeliveryContext _context;
    private readonly DeliveryCounts _counts;
    private readonly StoreAnnouncer _announcer;
    private readonly DeviceCommands _commands;
    private readonly LinkConnector _connector;
    private readonly ReconnectSchedule _schedule;
    private readonly ShortSessionDetector _shortSessions;
    private readonly Lock _gate = new();
    private TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StallWatch _stall;
    private (bool Connected, string? Protocol, int Window) _link;
    private MqttLink? _current;
    private string? _lastError;
    private long _session;

    /// <summary>Creates the service; it does nothing before <see cref="RunAsync"/>.</summary>
    /// <param name="outbox">The events to deliver. The outbox must outlive the service.</param>
    /// <param name="options">The broker and the limits, all inside their ranges.</param>
    /// <param name="time">Measures all durations.</param>
    /// <param name="random">Gives the jitter between attempts; used by this service only.</param>
    /// <param name="logger">Where problems are reported.</param>
    public TelemetryService(Outbox.Outbox outbox, TelemetryOptions options, TimeProvider time, Random random, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(logger);
        _outbox = outbox;
        _options = options;
        _time = time;
        _random = random;
        _logger = logger;
        _context = new DeliveryContext(outbox, options, time, random, logger);
        _announcer = new StoreAnnouncer(_context);
        _counts = new DeliveryCounts(() => _link.Connected, () => _context.Memory.Receipts.Count);
        _commands = new DeviceCommands(_context);
        _connector = new LinkConnector(options, new BrokerConnector(options, time), time)
        {
            Falling = (offer, reason) => Log.FallingBack(logger, reason, offer.VersionName),
        };
        _schedule = new ReconnectSchedule(options.Reconnect, options.ConnectSpread);
        _stall = new StallWatch(options.Receipts ? StallWatch.Limit + options.ReceiptTimeout : StallWatch.Limit);
        _shortSessions = new ShortSessionDetector(options.Reconnect.StableAfter);
    }

    /// <summary>Called with what a person has to look at. Returns at once; called outside all locks. Default: none.</summary>
    public Action<DeliveryTrouble>? Trouble
    {
        get => _context.Trouble;
        set => _context.Trouble = value;
    }

    /// <summary>The commands of the backend that the program carries out, besides those for delivery itself. Default: none.</summary>
    public IReadOnlyList<DeviceCommand> Commands
    {
        get => _context.Commands.Known;
        init => _context.Commands.Known = value;
    }

    /// <summary>The present state of delivery.</summary>
    public TelemetrySnapshot Snapshot
    {
        get
        {
            lock (_gate)
            {
                return new TelemetrySnapshot(
                    _link.Connected,
                    _link.Protocol,
                    _session,
                    _counts.Attempts,
                    _lastError,
                    _outbox.Depth,
                    _counts.InFlight,
                    _link.Window,
                    _counts.Delivered,
                    _counts.Resent,
                    _context.Memory.Receipts.Count,
                    _counts.Replayed,
                    _context.Replay.Waiting,
                    _counts.SetAside,
                    _context.Memory.PausedNames)
                {
                    LastRefusal = _context.Memory.LastRefusal,
                };
            }
        }
    }

    /// <summary>
    /// Returns for how long the oldest pending event has not got through while the link was up; null while delivery makes progress. Whatever the cause is,
    /// this is not right. To be called at intervals; reads one small record of the store.
    /// </summary>
    public TimeSpan? ReadStall()
    {
        var oldest = OldestPending();
        lock (_gate)
        {
            return _stall.Read(_context.Now, _link.Connected, oldest);
        }
    }

    /// <summary>
    /// Publishes a retained document under <c>state/{name}</c>, QoS 1, as soon as there is a link, and again on every connect. Only the
    /// newest version of a name is sent.
    /// </summary>
    /// <param name="name">Last level of the topic, such as <c>health</c>; not <c>status</c> and <c>outbox</c>, which are the service's own.</param>
    /// <param name="payload">The document; not changed by the caller afterwards.</param>
    public void SetState(string name, ReadOnlyMemory<byte> payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name is StatusDocument.Name or OutboxDocument.Name || name.AsSpan().ContainsAny("+#/\0"))
        {
            throw new ArgumentException($"'{name}' is not the name of a state document that may be set.", nameof(name));
        }

        _states.Set(name, payload);
    }

    /// <summary>
    /// Publishes short-lived data under <c>tele/{name}</c>, QoS 0, not retained, if there is a link; otherwise drops it. Returns at once.
    /// </summary>
    /// <param name="name">Last level of the topic, such as <c>metrics</c>.</param>
    /// <param name="payload">The message; not changed by the caller afterwards.</param>
    /// <param name="expiry">The time after which the broker drops it, MQTT 5.</param>
    public void PublishTransient(string name, ReadOnlyMemory<byte> payload, TimeSpan expiry)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (Volatile.Read(ref _current) is { } link)
        {
            _ = SendAsync(link);
        }

        async Task SendAsync(MqttLink over)
        {
            try
            {
                if (_context.Memory.Requests.TryBegin(RequestKind.Transient, "tele/" + name, _context.Now))
                {
                    await over.PublishTransientAsync(name, payload, expiry, CancellationToken.None);
                }
            }
            catch (LinkException)
            {
                // A lost message does no harm; the loss of the link is noticed elsewhere.
            }
        }
    }

    /// <summary>
    /// Sends stored events again, delivered and set-aside ones too, as soon as there is a link. Survives a lost link, not a restart.
    /// </summary>
    /// <param name="storeEpoch">Only events of this epoch; null for any epoch.</param>
    /// <param name="from">The first number, from 1.</param>
    /// <param name="to">The last number; may be greater than the last one given.</param>
    public ReplayAnswer RequestReplay(string? storeEpoch, long from, long to) => _commands.RequestReplay(new ReplayMessage(storeEpoch, from, to));

    /// <summary>Connects, delivers and connects again until cancelled; then disconnects cleanly and returns.</summary>
    /// <param name="cancellationToken">Ends the service. Disconnecting takes at most a few request timeouts.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var commands = _context.Commands.RunAsync(cancellationToken);
        try
        {
            await Task.Delay(ReconnectSchedule.FirstDelay(_options.Station, _options.Device, _options.ConnectSpread), _time, cancellationToken);
            await BuildPipeline().ExecuteAsync(RunSessionAsync, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end was requested while no link was up.
        }

        await commands;
    }

    /// <summary>Ends when the broker has acknowledged every event in the outbox and the marks are on disk.</summary>
    /// <exception cref="OutboxException">The marks could not be written.</exception>
    public async Task WhenDrainedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task progress;
            lock (_gate)
            {
                progress = _progress.Task;
            }

            if (_outbox.Depth == 0)
            {
                await _outbox.FlushAsync(cancellationToken);
                return;
            }

            await progress.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _counts.Dispose();

    private ResiliencePipeline BuildPipeline() => new ResiliencePipelineBuilder { TimeProvider = _time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<LinkException>(),
            MaxRetryAttempts = int.MaxValue,
            MaxDelay = null,
            DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(NextDelay((LinkException)args.Outcome.Exception!)),
            OnRetry = args =>
            {
                Log.Waiting(_logger, args.Outcome.Exception!.Message.TrimEnd('.'), args.RetryDelay.TotalSeconds);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    private TimeSpan NextDelay(LinkException failure)
    {
        if (failure.TakenOver)
        {
            Log.TakenOver(_logger);
            _context.Trouble?.Invoke(new DeliveryTrouble(
                DeliveryTroubleKind.SessionTakenOver,
                $"Another client with the client ID '{_options.Device}' took over the session with {_options.Host}:{_options.EffectivePort}."));
        }

        if (_shortSessions.Ended(failure.ConnectedFor, failure is { ByPeer: true, TakenOver: false }))
        {
            Log.EndedEarly(_logger, ShortSessionDetector.Suspicious);
            _context.Trouble?.Invoke(new DeliveryTrouble(
                DeliveryTroubleKind.SessionsEndedEarly,
                $"The broker {_options.Host}:{_options.EffectivePort} has ended {ShortSessionDetector.Suspicious} sessions in a row soon after they began: "
                + $"another client may be using the client ID '{_options.Device}', or something that is sent breaks the link."));
        }

        if (failure.IsRenewal)
        {
            return _options.Reconnect.Base * _random.NextDouble();
        }

        return _schedule.Next(failure.ConnectedFor, failure.TakenOver, _random.NextDouble());
    }

    private async ValueTask RunSessionAsync(CancellationToken cancellationToken)
    {
        var connectedAt = 0L;
        MqttLink? link = null;
        LinkSession? session = null;
        Deliverer? deliverer = null;
        try
        {
            var (number, isVolatile) = await _announcer.NextSessionAsync(cancellationToken);
            SetSession(number);
            link = await ConnectAsync(StatusDocument.Render(StatusDocument.Offline, number, _outbox.StoreEpoch, isVolatile), cancellationToken);
            connectedAt = _time.GetTimestamp();
            if (link.AssignedClientId is { } assigned && _context.Limit.Take("client id") is { } more)
            {
                Log.OtherClientId(_logger, assigned, _options.Device, more);
            }

            session = new LinkSession(link, _states, _commands, _context, isFirst: !_announcer.HasSpoken);
            try
            {
                await _announcer.BeginEpochAsync(await session.AskAsync(cancellationToken), cancellationToken);
                var isAnnounced = await _announcer.AnnounceAsync(number, cancellationToken);
                await session.BeginAsync(StatusDocument.Render(StatusDocument.Online, number, _outbox.StoreEpoch, isVolatile), isAnnounced, cancellationToken);
                Volatile.Write(ref _current, link);
                SetLink((true, link.ProtocolName, session.Window.Size), null);
                Log.Connected(_logger, _options.Host, _options.EffectivePort, link.ProtocolName, number, session.Window.Size, _outbox.Depth);
                deliverer = new Deliverer(_context, _counts, link, session.Window) { Progress = OnProgress };
                await session.RunAsync(deliverer, isAnnounced ? null : number, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The end was requested while the session began: the broker may already have the birth, so it gets the goodbye too.
            }

            Volatile.Write(ref _current, null);
            await session.SayGoodbyeAsync(StatusDocument.Render(StatusDocument.Stopped, number, _outbox.StoreEpoch, isVolatile), deliverer?.Unanswered.Count ?? 0);
            SetLink(default, null);
        }
        catch (Exception exception) when (exception is LinkException || !cancellationToken.IsCancellationRequested)
        {
            // No error on a link, not even an unforeseen one, may end the service: events are still stored, and sending is tried again.
            var failure = exception as LinkException ?? new LinkException($"the link failed: {LinkFailureText.Of(exception)}", exception);
            if (link is not null)
            {
                failure = await LinkEnd.CauseAsync(link, failure, _time, cancellationToken);
            }

            failure.ConnectedFor = connectedAt == 0 ? TimeSpan.Zero : _time.GetElapsedTime(connectedAt);
            SetLink(default, failure.Message);
            if (LinkEnd.Judge(_context, _counts, deliverer?.Unanswered ?? [], failure))
            {
                OnProgress();
            }

            throw failure;
        }
        finally
        {
            Volatile.Write(ref _current, null);
            _outbox.EndAnnouncement();
            _announcer.CopyFound(session?.CopyEvidence);
            deliverer?.Dispose();
            session?.Dispose();
            link?.Dispose();
        }
    }

    private async Task<MqttLink> ConnectAsync(byte[] will, CancellationToken cancellationToken)
    {
        _counts.AddAttempt();
        return await _connector.ConnectAsync(offer => ClientOptionsBuilder.Build(_options, offer, will), cancellationToken);
    }

    private void SetSession(long number)
    {
        lock (_gate)
        {
            _session = number;
        }
    }

    private void OnProgress()
    {
        if (_outbox.Depth > 0)
        {
            return;
        }

        TaskCompletionSource reached;
        lock (_gate)
        {
            reached = _progress;
            _progress = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        reached.TrySetResult();
    }

    private long? OldestPending()
    {
        try
        {
            return _outbox.OldestPendingNumber;
        }
        catch (OutboxException)
        {
            // The health of the store reports this.
            return null;
        }
    }

    private void SetLink((bool Connected, string? Protocol, int Window) link, string? error)
    {
        lock (_gate)
        {
            _link = link;
            _lastError = error ?? _lastError;
        }
    }
}
