using StationAgent.Telemetry.Delivery.Commands;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox.Identity;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Runs one link from its birth message to its end: presence, state documents, events, and the check that it is alive. Nothing but the link itself is needed for
/// delivery: what else the broker refuses, ignores or ends the link at is left out.
/// </summary>
internal sealed class LinkSession : IDisposable
{
    // How long acknowledgements may still arrive after the end was requested.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    // A broker whose answers take 3 s takes the goodbye; one from which nothing arrives must leave time for the store, which closes afterwards.
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(5);

    // One of several things to do at the end, and the least of them.
    private static readonly TimeSpan StatementTimeout = TimeSpan.FromSeconds(1);

    // Only sent, not answered.
    private static readonly TimeSpan DisconnectTimeout = TimeSpan.FromSeconds(1);

    private readonly MqttLink _link;
    private readonly RetainedStates _states;
    private readonly DeviceCommands _commands;
    private readonly DeliveryContext _context;
    private readonly SendWindow _window;
    private readonly RetainedStatePublisher _publisher;
    private readonly AnswerPublisher _answers;
    private readonly PresenceGuard _presence = new();
    private readonly ITimer _birthTimer;
    private readonly StatementExchange _statements;
    private readonly TaskCompletionSource _copyFound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _statusTopic;
    private readonly string _statementTopic;
    private volatile bool _isBorn;

    public LinkSession(MqttLink link, RetainedStates states, DeviceCommands commands, DeliveryContext context, bool isFirst)
    {
        (_link, _states, _commands, _context) = (link, states, commands, context);
        _window = new SendWindow(Math.Min(link.ReceiveMaximum, context.Options.Window));
        _publisher = new RetainedStatePublisher(states, link, _window, context);
        _answers = new AnswerPublisher(context.Commands, link, _window, context);
        _birthTimer = context.Time.CreateTimer(_ => states.SetDue(StatusDocument.Name), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _statements = new StatementExchange(context, states, isFirst);
        _statusTopic = $"{context.Options.Root}/state/{StatusDocument.Name}";
        _statementTopic = $"{context.Options.Root}/state/{OutboxDocument.Name}";
        context.CopyFound = evidence =>
        {
            CopyEvidence = evidence;
            _copyFound.TrySetResult();
        };
    }

    public SendWindow Window => _window;

    /// <summary>What showed, after this link had begun, that another copy of the store speaks; null for nothing.</summary>
    public StoreEvidence? CopyEvidence { get; private set; }

    private OptionalRequests Requests => _context.Memory.Requests;

    /// <summary>
    /// Asks for what the broker knows of this device: its presence, so that a late will of an earlier session is noticed and replaced, and the statement of its
    /// store. Nothing is said yet.
    /// </summary>
    /// <returns>What shows that another copy of the store has spoken; null for nothing.</returns>
    /// <exception cref="LinkException">The link failed.</exception>
    public async Task<StoreEvidence?> AskAsync(CancellationToken cancellationToken)
    {
        Requests.LinkBegins();
        _link.Received = Take;
        var hears = await SubscribeAsync($"state/{StatusDocument.Name}", cancellationToken);
        hears |= await SubscribeAsync($"state/{OutboxDocument.Name}", cancellationToken);
        return await _statements.WaitAsync(hears, cancellationToken);
    }

    /// <summary>Publishes the birth message and the statement of the store, and makes the other subscriptions.</summary>
    /// <param name="birth">The birth message.</param>
    /// <param name="isAnnounced">True when the store has noted that it speaks over this link.</param>
    /// <param name="cancellationToken">Ends the wait for answers.</param>
    /// <exception cref="LinkException">The link failed.</exception>
    public async Task BeginAsync(byte[] birth, bool isAnnounced, CancellationToken cancellationToken)
    {
        _states.Set(StatusDocument.Name, birth);
        _states.SetAllDue();
        _states.SettleFirst(StatusDocument.Name);
        _isBorn = true;
        await _publisher.SendAsync(StatusDocument.Name, birth, cancellationToken);
        if (isAnnounced && _statements.State())
        {
            _states.SettleFirst(OutboxDocument.Name);
            await _publisher.SendAsync(OutboxDocument.Name, _states.Get(OutboxDocument.Name), cancellationToken);
        }

        await SubscribeAsync(DeviceCommands.Replay, cancellationToken);
        foreach (var command in _context.Commands.Known)
        {
            await SubscribeAsync(command.Topic, cancellationToken);
        }

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
    /// <param name="deliverer">Sends the events.</param>
    /// <param name="unannounced">The number of the link when the store could not note it; null when it has.</param>
    /// <param name="cancellationToken">Asks for the end.</param>
    /// <exception cref="LinkException">The link failed.</exception>
    public async Task RunAsync(Deliverer deliverer, long? unannounced, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var grace = new CancellationTokenSource();
        // The states start first: a suspected event waits until no state document is in flight, so that a state is not mistaken for it.
        var pump = _publisher.RunAsync(ended.Token);
        var delivery = deliverer.RunAsync(ended.Token, grace.Token);
        var watch = new LinkWatchdog(_link, _context.Time).RunAsync(ended.Token);
        var lost = FailWhenLostAsync(ended.Token);
        var statements = _statements.RunAsync(unannounced, ended.Token);
        var copy = FailWhenCopiedAsync(ended.Token);
        var answers = _answers.RunAsync(ended.Token);
        var first = await Task.WhenAny(delivery, watch, pump, lost, statements, copy, answers);
        if (cancellationToken.IsCancellationRequested && !_link.Lost.IsCompleted)
        {
            grace.CancelAfter(Grace);
        }
        else
        {
            await grace.CancelAsync();
        }

        await ended.CancelAsync();
        await Task.WhenAll(delivery, watch, pump, lost, statements, copy, answers).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (!cancellationToken.IsCancellationRequested)
        {
            await first;
        }
    }

    /// <summary>
    /// Ends the link cleanly: the presence becomes "stopped", and the broker drops the will. Takes at most 6 s. A broker that does not answer gets both messages
    /// all the same: if it goes on before the connection breaks, it handles them.
    /// </summary>
    /// <param name="stopped">The presence.</param>
    /// <param name="unanswered">How many events the broker has not answered: they count for its Receive Maximum as before.</param>
    public async Task SayGoodbyeAsync(byte[] stopped, int unanswered)
    {
        if (!_isBorn)
        {
            // Nothing was said, and what the broker has retained may still have to show that another copy of the store has spoken.
            await TryAsync(_link.DisconnectAsync, DisconnectTimeout);
            return;
        }

        // Besides the events a state document may be unanswered. One message too many would end the link, and the broker would publish the will.
        var isAnswered = unanswered + 2 <= _link.ReceiveMaximum;
        _link.Received = null;
        var retain = _context.Now >= _context.Memory.NoRetainBefore;
        if (isAnswered && _statements.StateAgain())
        {
            await TryAsync(token => _link.PublishStateAsync(OutboxDocument.Name, _states.Get(OutboxDocument.Name), retain, token), StatementTimeout);
        }

        var problem = await TryAsync(token => _link.PublishStateAsync(StatusDocument.Name, stopped, retain, token, isAnswered), GoodbyeTimeout);
        problem = await TryAsync(_link.DisconnectAsync, DisconnectTimeout) ?? problem;
        if (problem is null)
        {
            Log.Goodbye(_context.Logger);
        }
        else
        {
            Log.GoodbyeFailed(_context.Logger, problem);
        }
    }

    private async Task<string?> TryAsync(Func<CancellationToken, Task> send, TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit, _context.Time);
        try
        {
            await send(deadline.Token);
            return null;
        }
        catch (LinkException exception)
        {
            return exception.Message.TrimEnd('.');
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return $"no answer within {limit.TotalSeconds:0} s";
        }
    }

    /// <returns>True when the broker has accepted it.</returns>
    private async Task<bool> SubscribeAsync(string suffix, CancellationToken cancellationToken)
    {
        if (!Requests.TryBegin(RequestKind.Subscription, suffix, _context.Now))
        {
            return false;
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

        return problem is null;
    }

    private void Take(ReceivedMessage message)
    {
        if (message.Topic == _statementTopic)
        {
            _statements.Take(OutboxDocument.Name, message.Payload);
        }
        else if (message.Topic != _statusTopic)
        {
            var root = _context.Options.Root + "/";
            _commands.Take(message.Topic.StartsWith(root, StringComparison.Ordinal) ? message.Topic[root.Length..] : message.Topic, message);
        }
        else
        {
            _statements.Take(StatusDocument.Name, message.Payload);
            if (_isBorn && !StatusDocument.AreAlike(message.Payload, _states.Get(StatusDocument.Name)))
            {
                OnPresenceReplaced();
            }
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
        _context.CopyFound = null;
        _birthTimer.Dispose();
        _window.Dispose();
    }

    private async Task FailWhenCopiedAsync(CancellationToken cancellationToken)
    {
        await _copyFound.Task.WaitAsync(cancellationToken);
        throw new LinkException("a new one is made, because another copy of this device's store has spoken") { IsRenewal = true };
    }

    private async Task FailWhenLostAsync(CancellationToken cancellationToken) => throw await _link.Lost.WaitAsync(cancellationToken);
}
