using Microsoft.Extensions.Logging;
using MQTTnet.Formatter;
using Polly;
using Polly.Retry;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Keeps a link to the broker and delivers what the outbox holds. A broker that is away, refuses or fails is a state that
/// <see cref="Snapshot"/> tells, never an exception. All members may be called from any thread; <see cref="RunAsync"/> once.
/// </summary>
public sealed class TelemetryService : IDisposable
{
    private readonly Outbox.Outbox _outbox;
    private readonly TelemetryOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly StateBoard _board = new();
    private readonly DeliveryMemory _memory;
    private readonly DeliveryCounts _counts;
    private readonly ReconnectSchedule _schedule;
    private readonly Lock _gate = new();
    private TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (bool Connected, string? Protocol, int Window) _link;
    private string? _lastError;
    private long _session;

    /// <summary>Makes the service; it does nothing before <see cref="RunAsync"/>.</summary>
    /// <param name="outbox">What is to be delivered. It must outlive the service.</param>
    /// <param name="options">Where to and how; <see cref="TelemetryOptionsValidator"/> finds nothing wrong with it.</param>
    /// <param name="time">For all durations.</param>
    /// <param name="random">For the jitter between attempts; used by this service alone.</param>
    /// <param name="logger">Where trouble is told.</param>
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
        _memory = new DeliveryMemory(options);
        _counts = new DeliveryCounts(() => _link.Connected);
        _schedule = new ReconnectSchedule(options.Reconnect);
    }

    /// <summary>How things stand.</summary>
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
                    _counts.SetAside,
                    _memory.PausedNames);
            }
        }
    }

    /// <summary>
    /// Publishes a retained document under <c>state/{name}</c>, QoS 1, as soon as there is a link, and again on every connect. Only the
    /// newest version of a name goes out.
    /// </summary>
    /// <param name="name">Last level of the topic, such as <c>health</c>; not <c>status</c>, which is the service's own.</param>
    /// <param name="payload">The document; not changed by the caller afterwards.</param>
    public void SetState(string name, ReadOnlyMemory<byte> payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == StatusDocument.Name || name.AsSpan().ContainsAny("+#/\0"))
        {
            throw new ArgumentException($"'{name}' is no name of a state document that may be set.", nameof(name));
        }

        _board.Set(name, payload);
    }

    /// <summary>Connects, delivers and connects again until cancelled; then says goodbye and returns.</summary>
    /// <param name="cancellation">Ends the service. The goodbye takes at most a few request timeouts.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(ReconnectSchedule.FirstDelay(_options.Station, _options.Device, _options.ConnectSpread), _time, cancellation);
            await BuildPipeline().ExecuteAsync(RunSessionAsync, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The end that was asked for, while no link was up.
        }
    }

    /// <summary>Ends when the broker has acknowledged everything that the outbox holds and the marks of it are on disk.</summary>
    /// <exception cref="OutboxException">The marks could not be written.</exception>
    public async Task WhenDrainedAsync(CancellationToken cancellation)
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
                await _outbox.FlushAsync(cancellation);
                return;
            }

            await progress.WaitAsync(cancellation);
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
                Log.Waiting(_logger, args.Outcome.Exception!.Message, args.RetryDelay.TotalSeconds);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    private TimeSpan NextDelay(LinkException failure)
    {
        if (failure.TakenOver)
        {
            Log.TakenOver(_logger);
        }

        return _schedule.Next(failure.ConnectedFor, failure.TakenOver, _random.NextDouble());
    }

    private async ValueTask RunSessionAsync(CancellationToken cancellation)
    {
        var connectedAt = 0L;
        try
        {
            var number = await NextSessionAsync(cancellation);
            using var link = await ConnectAsync(StatusDocument.Render(StatusDocument.Offline, number, _outbox.StoreEpoch), cancellation);
            connectedAt = _time.GetTimestamp();
            _board.Set(StatusDocument.Name, StatusDocument.Render(StatusDocument.Online, number, _outbox.StoreEpoch));
            using var session = new LinkSession(link, _options, _board, _time, _logger);
            await session.BeginAsync(cancellation);
            SetLink((true, link.ProtocolName, session.Window.Size), null);
            Log.Connected(_logger, _options.Host, _options.EffectivePort, link.ProtocolName, number, session.Window.Size, _outbox.Depth);
            using var deliverer = new Deliverer(
                _outbox, link, session.Window, _memory, _counts, _options, _time, _random, _logger)
            { Progress = OnProgress };
            await session.RunAsync(deliverer, cancellation);
            await session.SayGoodbyeAsync(StatusDocument.Render(StatusDocument.Stopped, number, _outbox.StoreEpoch));
            SetLink(default, null);
        }
        catch (Exception exception) when (exception is LinkException || !cancellation.IsCancellationRequested)
        {
            // Whatever goes wrong on a link, even what nobody has foreseen, must not end the service: events go on being stored and tried
            // again.
            var failure = exception as LinkException ?? new LinkException($"the link failed unexpectedly: {exception.Message}", exception);
            failure.ConnectedFor = connectedAt == 0 ? TimeSpan.Zero : _time.GetElapsedTime(connectedAt);
            SetLink(default, failure.Message);
            throw failure;
        }
    }

    private async Task<MqttLink> ConnectAsync(byte[] will, CancellationToken cancellation)
    {
        _counts.AddAttempt();
        if (_options.Protocol == MqttProtocol.V311)
        {
            return await MqttLink.ConnectAsync(_options, MqttProtocolVersion.V311, will, _time, cancellation);
        }

        try
        {
            return await MqttLink.ConnectAsync(_options, MqttProtocolVersion.V500, will, _time, cancellation);
        }
        catch (LinkException exception) when (exception.WrongProtocol && _options.Protocol == MqttProtocol.Auto)
        {
            Log.FallingBack(_logger);
            return await MqttLink.ConnectAsync(_options, MqttProtocolVersion.V311, will, _time, cancellation);
        }
    }

    /// <summary>
    /// The next number from the durable counter. A store that cannot be written must not keep stored events from going out: then the number
    /// is counted on in memory.
    /// </summary>
    private async Task<long> NextSessionAsync(CancellationToken cancellation)
    {
        long number;
        try
        {
            do
            {
                number = await _outbox.NextSessionAsync(cancellation);
            }
            while (number <= _session);
        }
        catch (OutboxException exception)
        {
            number = _session + 1;
            Log.SessionNotStored(_logger, exception.Message, number);
        }

        lock (_gate)
        {
            _session = number;
        }

        return number;
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

    private void SetLink((bool Connected, string? Protocol, int Window) link, string? error)
    {
        lock (_gate)
        {
            _link = link;
            _lastError = error ?? _lastError;
        }
    }
}
