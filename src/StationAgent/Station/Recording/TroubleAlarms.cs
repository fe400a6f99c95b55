using System.Threading.Channels;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station.Recording;

/// <summary>
/// Turns trouble of store and delivery into alarms. It takes reports even before the station is put together, because a store is repaired
/// while it is opened.
/// </summary>
internal sealed class TroubleAlarms
{
    // There are fewer kinds of trouble than this, and only one alarm per cause and hour is stored.
    private const int Capacity = 64;

    private readonly Channel<(string Cause, string Detail)> _waiting = Channel.CreateBounded<(string, string)>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Takes a report about the store; returns at once.</summary>
    public void Take(StoreTrouble trouble) => _waiting.Writer.TryWrite((
        trouble.Kind switch
        {
            StoreTroubleKind.RowDamaged => "stored_event_damaged",
            StoreTroubleKind.Evicted => "events_evicted",
            StoreTroubleKind.Replaced => "store_replaced",
            StoreTroubleKind.Restored => "store_restored",
            _ => "store_trouble",
        },
        trouble.Detail));

    /// <summary>Takes a report about delivery; returns at once.</summary>
    public void Take(DeliveryTrouble trouble) => _waiting.Writer.TryWrite((
        trouble.Kind switch
        {
            DeliveryTroubleKind.SessionTakenOver => "session_taken_over",
            DeliveryTroubleKind.SessionsEndedEarly => "sessions_ended_early",
            DeliveryTroubleKind.PresenceReplaced => "presence_replaced",
            DeliveryTroubleKind.EventSetAside => "event_set_aside",
            DeliveryTroubleKind.EventTooLarge => "event_too_large_for_broker",
            DeliveryTroubleKind.TopicRefused => "topic_refused",
            _ => "delivery_trouble",
        },
        trouble.Detail));

    /// <summary>Raises alarms until cancelled.</summary>
    /// <param name="alarms">Stores them, at most one per cause and hour.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
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
            // The service is ending, which is not a failure.
        }
    }
}
