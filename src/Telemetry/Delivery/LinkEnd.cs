using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Finds out why a link has ended, and what that says about what was in flight.</summary>
internal static class LinkEnd
{
    // How long the library may take to notice who ended the link.
    private static readonly TimeSpan CauseTimeout = TimeSpan.FromMilliseconds(250);

    // MQTT 5, table 3-10.
    private const int NotAuthorised = 0x87;
    private const int RetainNotSupported = 0x9A;

    /// <summary>
    /// Finds out why a link ended. Often a request over it fails first; a moment later the library knows who ended it.
    /// </summary>
    public static async Task<LinkException> CauseAsync(MqttLink link, LinkException failure, TimeProvider time, CancellationToken cancellationToken)
    {
        if (failure.IsRenewal)
        {
            return await DisconnectAsync(link, failure, cancellationToken);
        }

        await Task.WhenAny(link.Lost, Task.Delay(CauseTimeout, time, CancellationToken.None));
        return link.Lost.IsCompletedSuccessfully ? await link.Lost : failure;
    }

    /// <summary>Decides what of all that was in flight the end of the link has to do with.</summary>
    /// <returns>True when an event was set aside.</returns>
    public static bool Judge(DeliveryContext context, DeliveryCounts counts, List<UnansweredEvent> unanswered, LinkException failure)
    {
        var memory = context.Memory;
        if (failure.DisconnectCode == RetainNotSupported)
        {
            // MQTT 5, section 3.2.2.3.14: such a broker ought to have stated it at CONNACK.
            memory.NoRetainBefore = context.Now + OptionalRequests.LongestWait;
        }

        var isNotAuthorised = failure is { ByPeer: true, DisconnectCode: NotAuthorised };
        var isKnown = failure.ByPeer && memory.Paused.LinkEndedAtRefusal(context.Now);
        isKnown |= memory.Requests.LinkEnded(
            failure.ByPeer && failure.DisconnectCode != RetainNotSupported && !isKnown, isNotAuthorised, unanswered.Count > 0, context.Now);
        return QuarantineSuspects.AfterLink(context, counts, unanswered, failure, isAboutEvents: isNotAuthorised && !isKnown);
    }

    private static async Task<LinkException> DisconnectAsync(MqttLink link, LinkException renewal, CancellationToken cancellationToken)
    {
        try
        {
            await link.DisconnectAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is LinkException or OperationCanceledException)
        {
            // The broker notices by itself.
        }

        return renewal;
    }
}
