using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>The one way out that delivery knows.</summary>
internal interface IEventPublisher
{
    /// <summary>The largest packet that the broker takes, in bytes.</summary>
    long MaximumPacketSize { get; }

    /// <summary>Bytes that the event becomes on the wire.</summary>
    long SizeOf(StoredEvent stored);

    /// <summary>
    /// Sends and returns the acknowledgement. Calls made one after the other put their packets on the wire in that order.
    /// </summary>
    Task<PublishReply> PublishAsync(StoredEvent stored, CancellationToken cancellationToken);
}
