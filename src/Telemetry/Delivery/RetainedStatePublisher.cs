using System.Threading.Channels;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Publishes the retained state documents that are due over one link, one at a time. A document that the broker refuses, ignores or ends the link at
/// is left out and keeps no event from being delivered.
/// </summary>
internal sealed class RetainedStatePublisher(RetainedStates states, MqttLink link, SendWindow window, DeliveryContext context)
{
    private OptionalRequests Requests => context.Memory.Requests;

    /// <summary>Publishes until cancelled.</summary>
    /// <exception cref="LinkException">The link failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        states.Due = () => due.Writer.TryWrite(true);
        while (true)
        {
            await SendAllAsync(cancellationToken);
            await due.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>Publishes what is due.</summary>
    /// <exception cref="LinkException">The link failed.</exception>
    public async Task SendAllAsync(CancellationToken cancellationToken)
    {
        while (states.TryNext(out var name, out var payload, out var version))
        {
            // Settle before sending, so that a request to send the same version again that comes meanwhile is not lost.
            states.Settle(name, version);
            await SendAsync(name, payload, cancellationToken);
        }
    }

    /// <summary>Publishes one document.</summary>
    /// <exception cref="LinkException">The link failed, or the broker ignores the document.</exception>
    public async Task SendAsync(string name, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await window.TakeAsync(cancellationToken);
        try
        {
            var size = link.SizeOfState(name, payload.Length);
            if (size > link.MaximumPacketSize)
            {
                if (context.Limit.Take("too large " + name) is { } more)
                {
                    Log.StateTooLarge(context.Logger, name, size, link.MaximumPacketSize, more);
                }

                return;
            }

            if (Requests.TryBegin(RequestKind.State, "state/" + name, context.Now))
            {
                await PublishAsync(name, payload, cancellationToken);
            }
        }
        finally
        {
            window.Release();
        }
    }

    private async Task PublishAsync(string name, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var seen = link.PacketsReceived;
        try
        {
            var reply = await link.PublishStateAsync(name, payload, retain: context.Now >= context.Memory.NoRetainBefore, cancellationToken);
            var verdict = PublishVerdicts.Of(reply.Code);
            if (verdict == PublishVerdict.NotAuthorised)
            {
                Requests.Refused(RequestKind.State, "state/" + name, context.Now);
            }
            else
            {
                Requests.Answered(RequestKind.State, "state/" + name);
            }

            if (verdict != PublishVerdict.Delivered && context.Limit.Take("refused " + name) is { } more)
            {
                Log.StateRefused(context.Logger, name, PublishVerdicts.Explain(reply.Code), more);
            }
        }
        catch (LinkException failure) when (failure.IsTimeout && link.PacketsReceived != seen)
        {
            // Its place in the broker's window stays taken over this link, so a new one is needed; it goes without this document.
            Requests.Ignored(RequestKind.State, "state/" + name, context.Now);
            throw;
        }
    }
}
