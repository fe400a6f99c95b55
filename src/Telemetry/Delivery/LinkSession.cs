using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Runs one link from its birth message to its end: presence, state documents, events, and the check that it is alive. Nothing but the link itself is needed for
/// delivery: what else the broker refuses, ignores or ends the link at is left out.
/// </summary>
internal sealed class LinkSession : IDisposable
{
    // How long acknowledgements may still arrive after the end was requested.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly MqttLink _link;
    private readonly RetainedStates _states;
    private readonly DeviceCommands _commands;
    private readonly DeliveryContext _context;
    private readonly SendWindow _window;
    private readonly RetainedStatePublisher _publisher;
    private readonly PresenceGuard _presence = new();
    private readonly ITimer _birthTimer;
    private readonly string _statusTopic;

    public LinkSession(MqttLink link, RetainedStates states, DeviceCommands commands, DeliveryContext context)
    {
        (_link, _states, _commands, _context) = (link, states, commands, context);
        _window = new SendWindow(Math.Min(link.ReceiveMaximum, context.Options.Window));
        _publisher = new RetainedStatePublisher(states, link, _window, context);
        _birthTimer = context.Time.CreateTimer(_ => states.SetDue(StatusDocument.Name), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _statusTopic = $"{context.Options.Root}/state/{StatusDocument.Name}";
    }

    public SendWindow Window => _window;

    private OptionalRequests Requests => _context.Memory.Requests;

    /// <summary>
    /// Publishes the birth message, then subscribes to it, so that a late will of an earlier session is noticed and replaced.
    /// </summary>
    /// <exception cref="LinkException">The link failed.</exception>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        _link.Received = Take;
        Requests.LinkBegins();
        _states.SetAllDue();
        var birth = _states.Get(StatusDocument.Name);
        _states.SettleFirst(StatusDocument.Name);
        await _publisher.SendAsync(StatusDocument.Name, birth, cancellationToken);
        await SubscribeAsync($"state/{StatusDocument.Name}", cancellationToken);
        await SubscribeAsync(DeviceCommands.Replay, cancellationToken);
        if (_context.Options.Receipts)
        {
            await SubscribeAsync(DeviceCommands.Receipt, cancellationToken);
        }

        if (Requests.IsCareful)
        {
            // The last link ended while both events and a document were in flight: this shows which of them it was.
            await _publisher.SendAllAsync(cancellationToken);
        }
    }

    /// <summary>Runs until the link fails or the end is requested.</summary>
    /// <exception cref="LinkException">The link failed.</exception>
    public async Task RunAsync(Deliverer deliverer, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var grace = new CancellationTokenSource();
        // The states start first: a suspected event waits until no state document is in flight, so that a state is not mistaken for it.
        var pump = _publisher.RunAsync(ended.Token);
        var delivery = deliverer.RunAsync(ended.Token, grace.Token);
        var watch = new LinkWatchdog(_link, _context.Time).RunAsync(ended.Token);
        var lost = FailWhenLostAsync(ended.Token);
        var first = await Task.WhenAny(delivery, watch, pump, lost);
        if (cancellationToken.IsCancellationRequested && !_link.Lost.IsCompleted)
        {
            grace.CancelAfter(Grace);
        }
        else
        {
            await grace.CancelAsync();
        }

        await ended.CancelAsync();
        await Task.WhenAll(delivery, watch, pump, lost).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (!cancellationToken.IsCancellationRequested)
        {
            await first;
        }
    }

    /// <summary>Ends the link cleanly: the presence becomes "stopped", and the broker drops the will.</summary>
    public async Task SayGoodbyeAsync(byte[] stopped)
    {
        try
        {
            _link.Received = null;
            await _link.PublishStateAsync(StatusDocument.Name, stopped, retain: _context.Now >= _context.Memory.NoRetainBefore, CancellationToken.None);
            await _link.DisconnectAsync(CancellationToken.None);
            Log.Goodbye(_context.Logger);
        }
        catch (LinkException exception)
        {
            Log.GoodbyeFailed(_context.Logger, exception.Message);
        }
    }

    private async Task SubscribeAsync(string suffix, CancellationToken cancellationToken)
    {
        if (!Requests.TryBegin(RequestKind.Subscription, suffix, _context.Now))
        {
            return;
        }

        var seen = _link.PacketsReceived;
        string? problem;
        try
        {
            problem = await _link.SubscribeAsync(suffix, cancellationToken);
            Requests.Answered(RequestKind.Subscription, suffix);
        }
        catch (LinkException failure) when (failure.IsTimeout && _link.PacketsReceived != seen)
        {
            problem = failure.Message;
            Requests.Ignored(RequestKind.Subscription, suffix, _context.Now);
        }

        if (problem is not null && _context.Limit.Take("subscription " + suffix) is { } more)
        {
            Log.SubscriptionRefused(_context.Logger, suffix, problem, more);
        }
    }

    private void Take(ReceivedMessage message)
    {
        if (message.Topic != _statusTopic)
        {
            var root = _context.Options.Root + "/";
            _commands.Take(message.Topic.StartsWith(root, StringComparison.Ordinal) ? message.Topic[root.Length..] : message.Topic, message);
        }
        else if (!message.Payload.Span.SequenceEqual(_states.Get(StatusDocument.Name).Span))
        {
            OnPresenceReplaced();
        }
    }

    private void OnPresenceReplaced()
    {
        if (_presence.Replaced(_context.Now) is not { } wait)
        {
            return;
        }

        if (_context.Limit.Take("birth") is { } more)
        {
            Log.BirthAgain(_context.Logger, more);
        }

        if (_presence.TakeAlarm())
        {
            _context.Trouble?.Invoke(new DeliveryTrouble(
                DeliveryTroubleKind.PresenceReplaced,
                $"Again and again something else is published on '{_statusTopic}': another device may have this one's name, or a rule of the broker publishes there."));
        }

        _birthTimer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _birthTimer.Dispose();
        _window.Dispose();
    }

    private async Task FailWhenLostAsync(CancellationToken cancellationToken) => throw await _link.Lost.WaitAsync(cancellationToken);
}
