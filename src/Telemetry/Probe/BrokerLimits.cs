using MQTTnet.Protocol;

namespace StationAgent.Telemetry.Probe;

/// <summary>What a broker states in CONNACK about itself, judged by what events and documents need. Pure.</summary>
internal static class BrokerLimits
{
    /// <summary>Bytes within which the packet of an ordinary drop-off stays; those of the simulated station have about 1,240.</summary>
    public const int OrdinaryPacket = 2_048;

    /// <summary>Judges.</summary>
    /// <param name="maximumQos">The highest quality of service that the broker supports.</param>
    /// <param name="hasReceipts">Whether events are sent without an acknowledgement, because receipts of the backend are awaited.</param>
    /// <param name="maximumPacketSize">The largest packet that it accepts, in bytes.</param>
    /// <param name="retains">Whether it retains messages.</param>
    /// <param name="receiveMaximum">How many messages it accepts before it has acknowledged the first.</param>
    public static IEnumerable<BrokerFinding> Judge(MqttQualityOfServiceLevel maximumQos, bool hasReceipts, long maximumPacketSize, bool retains, int receiveMaximum)
    {
        var lacksQos = maximumQos == MqttQualityOfServiceLevel.AtMostOnce;
        if (lacksQos && !hasReceipts)
        {
            yield return Found(BrokerFault.NoAcknowledgements, "the broker takes only messages of quality of service 0, which it never acknowledges: no event is sent");
        }

        if (maximumPacketSize < OrdinaryPacket)
        {
            yield return Found(BrokerFault.SmallPackets, $"the broker accepts packets of at most {maximumPacketSize} bytes; a drop-off may need {OrdinaryPacket}");
        }

        if (!retains)
        {
            yield return Found(BrokerFault.NoRetainedMessages, "the broker retains no messages: who asks later does not learn the device's state, and a copy of its store is not noticed");
        }

        if (retains && !(lacksQos && !hasReceipts) && maximumPacketSize >= OrdinaryPacket)
        {
            var size = maximumPacketSize == long.MaxValue ? "packets of any size" : $"packets of at most {maximumPacketSize} bytes";
            yield return Found(BrokerFault.None, $"{size}, {(receiveMaximum == ushort.MaxValue ? "any number" : $"at most {receiveMaximum}")} of them unacknowledged");
        }
    }

    private static BrokerFinding Found(BrokerFault fault, string text) => new(BrokerStep.Limits, fault, text);
}
