using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Publishes the retained state documents that are due over one link, one at a time.</summary>
internal sealed class RetainedStatePublisher(RetainedStates states, MqttLink link, SendWindow window, ILogger logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        states.Due = () => due.Writer.TryWrite(true);
        while (true)
        {
            while (states.TryNext(out var name, out var payload, out var version))
            {
                // Settle before sending, so that a request to send the same version again that comes meanwhile is not lost.
                states.Settle(name, version);
                await SendAsync(name, payload, cancellationToken);
            }

            await due.Reader.ReadAsync(cancellationToken);
        }
    }

    public async Task SendAsync(string name, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await window.TakeAsync(cancellationToken);
        try
        {
            var size = link.SizeOfState(name, payload.Length);
            if (size > link.MaximumPacketSize)
            {
                Log.StateTooLarge(logger, name, size, link.MaximumPacketSize);
                return;
            }

            var reply = await link.PublishStateAsync(name, payload, cancellationToken);
            if (PublishVerdicts.Of(reply.Code) != PublishVerdict.Delivered)
            {
                Log.StateRefused(logger, name, PublishVerdicts.Explain(reply.Code));
            }
        }
        finally
        {
            window.Release();
        }
    }
}
