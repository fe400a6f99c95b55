using System.Threading.Channels;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station.Recording;

/// <summary>
/// Turns what store and delivery complain about into alarms. It takes complaints from before the station is put together: a store is mended
/// while it is opened.
/// </summary>
internal sealed class TroubleAlarms
{
    // More kinds of trouble than there are do not come at once, and one alarm per cause and hour is all that is stored.
    private const int Capacity = 64;

    private readonly Channel<(string Cause, string Detail)> _waiting = Channel.CreateBounded<(string, string)>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Something about the store; returns at once.</summary>
    public void Take(StoreTrouble trouble) => _waiting.Writer.TryWrite((
        trouble.Kind switch
        {
            StoreTroubleKind.RowDamaged => "stored_event_damaged",
            StoreTroubleKind.Evicted => "events_evicted",
            StoreTroubleKind.Replaced => "store_replaced",
            _ => "store_trouble",
        },
        trouble.Detail));

    /// <summary>Something about delivery; returns at once.</summary>
    public void Take(DeliveryTrouble trouble) => _waiting.Writer.TryWrite((
        trouble.Kind switch
        {
            DeliveryTroubleKind.SessionTakenOver => "session_taken_over",
            DeliveryTroubleKind.SessionsEndedEarly => "sessions_ended_early",
            DeliveryTroubleKind.EventSetAside => "event_set_aside",
            DeliveryTroubleKind.TopicRefused => "topic_refused",
            _ => "delivery_trouble",
        },
        trouble.Detail));

    /// <summary>Raises alarms until cancelled.</summary>
    /// <param name="alarms">Stores them, at most one per cause and hour.</param>
    /// <param name="cancellationToken">The end.</param>
    public async Task RunAsync(AlarmLimiter alarms, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (cause, detail) in _waiting.Reader.ReadAllAsync(cancellationToken))
            {
                await alarms.RaiseAsync(cause, detail, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the service is no failure.
        }
    }
}
