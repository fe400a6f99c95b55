using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Publishes events; the seam between delivery and the MQTT link.</summary>
internal interface IEventPublisher
{
    /// <summary>False when the broker takes only quality of service 0, so that it never says whether it has an event.</summary>
    bool Acknowledges { get; }

    /// <summary>The largest packet that the broker accepts, in bytes.</summary>
    long MaximumPacketSize { get; }

    /// <summary>Returns the size of the event's packet in bytes.</summary>
    long SizeOf(StoredEvent stored);

    /// <summary>
    /// Sends an event and returns the acknowledgement. Packets are sent in the order of the calls.
    /// </summary>
    Task<PublishReply> PublishAsync(StoredEvent stored, CancellationToken cancellationToken);
}
