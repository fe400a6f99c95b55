using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Sends state documents that are due over one link, one at a time.</summary>
internal sealed class StatePump(StateBoard board, MqttLink link, SendWindow window, ILogger logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        board.Due = () => due.Writer.TryWrite(true);
        while (true)
        {
            while (board.TryNext(out var name, out var payload, out var version))
            {
                // A second demand for the same version that comes while it is on its way must be served too.
                board.Settle(name, version);
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
