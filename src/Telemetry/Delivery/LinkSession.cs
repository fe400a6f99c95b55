using Microsoft.Extensions.Logging;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Runs one link from its birth message to its end: presence, state documents, events, and the check that it is alive.</summary>
internal sealed class LinkSession(
    MqttLink link, TelemetryOptions options, RetainedStates states, DeviceCommands commands, TimeProvider time, ILogger logger) : IDisposable
{
    // How long acknowledgements may still arrive after the end was requested.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    // A broker whose answers take 3 s takes the goodbye; one from which nothing arrives must leave time for the store, which closes afterwards.
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(5);

    // Only sent, not answered.
    private static readonly TimeSpan DisconnectTimeout = TimeSpan.FromSeconds(1);

    private readonly SendWindow _window = new(Math.Min(link.ReceiveMaximum, options.Window));

    public SendWindow Window => _window;

    /// <summary>
    /// Publishes the birth message, then subscribes to it, so that a late will of an earlier session is noticed and replaced.
    /// </summary>
    /// <exception cref="LinkException">The link failed, or the broker refuses a subscription.</exception>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        var topic = $"{options.Root}/state/{StatusDocument.Name}";
        link.Received = message =>
        {
            if (message.Topic != topic)
            {
                commands.Take(message.Topic.StartsWith(options.Root, StringComparison.Ordinal) ? message.Topic[(options.Root.Length + 1)..] : message.Topic, message);
            }
            else if (!message.Payload.Span.SequenceEqual(states.Get(StatusDocument.Name).Span))
            {
                Log.BirthAgain(logger);
                states.SetDue(StatusDocument.Name);
            }
        };
        states.SetAllDue();
        var pump = new RetainedStatePublisher(states, link, _window, logger);
        await pump.SendAsync(StatusDocument.Name, states.Get(StatusDocument.Name), cancellationToken);
        states.SettleFirst(StatusDocument.Name);
        await SubscribeAsync($"state/{StatusDocument.Name}", isNeeded: true, cancellationToken);
        await SubscribeAsync(DeviceCommands.Replay, isNeeded: false, cancellationToken);
        if (options.Receipts)
        {
            await SubscribeAsync(DeviceCommands.Receipt, isNeeded: true, cancellationToken);
        }
    }

    /// <summary>Runs until the link fails or the end is requested.</summary>
    /// <exception cref="LinkException">The link failed.</exception>
    public async Task RunAsync(Deliverer deliverer, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var grace = new CancellationTokenSource();
        // The states start first: a suspected event waits until no state document is in flight, so that a state is not mistaken for it.
        var pump = new RetainedStatePublisher(states, link, _window, logger).RunAsync(ended.Token);
        var delivery = deliverer.RunAsync(ended.Token, grace.Token);
        var watch = new LinkWatchdog(link, time).RunAsync(ended.Token);
        var lost = FailWhenLostAsync(ended.Token);
        var first = await Task.WhenAny(delivery, watch, pump, lost);
        if (cancellationToken.IsCancellationRequested && !link.Lost.IsCompleted)
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

    /// <summary>
    /// Ends the link cleanly: the presence becomes "stopped", and the broker drops the will. Takes at most 6 s. A broker that does not answer gets both messages
    /// all the same: if it goes on before the connection breaks, it handles them.
    /// </summary>
    /// <param name="stopped">The presence.</param>
    /// <param name="unanswered">How many events the broker has not answered: they count for its Receive Maximum as before.</param>
    public async Task SayGoodbyeAsync(byte[] stopped, int unanswered)
    {
        // Besides the events a state document may be unanswered. One message too many would end the link, and the broker would publish the will.
        var isAnswered = unanswered + 2 <= link.ReceiveMaximum;
        link.Received = null;
        var problem = await TryAsync(token => link.PublishStateAsync(StatusDocument.Name, stopped, token, isAnswered), GoodbyeTimeout);
        problem = await TryAsync(link.DisconnectAsync, DisconnectTimeout) ?? problem;
        if (problem is null)
        {
            Log.Goodbye(logger);
        }
        else
        {
            Log.GoodbyeFailed(logger, problem);
        }
    }

    private async Task<string?> TryAsync(Func<CancellationToken, Task> send, TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit, time);
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

    private async Task SubscribeAsync(string suffix, bool isNeeded, CancellationToken cancellationToken)
    {
        if (await link.SubscribeAsync(suffix, cancellationToken) is not { } reason)
        {
            return;
        }

        Log.SubscriptionRefused(logger, suffix, reason);
        if (isNeeded)
        {
            throw new LinkException($"the broker refuses the subscription to {options.Root}/{suffix}: {reason}");
        }
    }

    public void Dispose() => _window.Dispose();

    private async Task FailWhenLostAsync(CancellationToken cancellationToken) => throw await link.Lost.WaitAsync(cancellationToken);
}
