namespace StationAgent.Telemetry.Probe;

/// <summary>What a broker states in CONNACK about itself, judged by what events and documents need. Pure.</summary>
internal static class BrokerLimits
{
    /// <summary>Bytes within which the packet of an ordinary drop-off stays; those of the simulated station have about 1,240.</summary>
    public const int OrdinaryPacket = 2_048;

    /// <summary>Judges.</summary>
    /// <param name="maySend">Whether something says that an event has arrived: an acknowledgement of the broker, or receipts of the backend.</param>
    /// <param name="maximumPacketSize">The largest packet that it accepts, in bytes.</param>
    /// <param name="retains">Whether it retains messages.</param>
    /// <param name="receiveMaximum">How many messages it accepts before it has acknowledged the first.</param>
    public static IReadOnlyList<BrokerFinding> Judge(bool maySend, long maximumPacketSize, bool retains, int receiveMaximum)
    {
        var findings = new List<BrokerFinding>();
        if (!maySend)
        {
            findings.Add(Found(BrokerFault.NoAcknowledgements, "the broker takes only messages of quality of service 0, which it never acknowledges: no event is sent"));
        }

        if (maximumPacketSize < OrdinaryPacket)
        {
            findings.Add(Found(BrokerFault.SmallPackets, $"the broker accepts packets of at most {maximumPacketSize} bytes; a drop-off may need {OrdinaryPacket}"));
        }

        if (!retains)
        {
            findings.Add(Found(BrokerFault.NoRetainedMessages, "the broker retains no messages: who asks later does not learn the device's state, and a copy of its store is not noticed"));
        }

        if (findings.Count == 0)
        {
            var size = maximumPacketSize == long.MaxValue ? "packets of any size" : $"packets of at most {maximumPacketSize} bytes";
            findings.Add(Found(BrokerFault.None, $"{size}, {(receiveMaximum == ushort.MaxValue ? "any number" : $"at most {receiveMaximum}")} of them unacknowledged"));
        }

        return findings;
    }

    private static BrokerFinding Found(BrokerFault fault, string text) => new(BrokerStep.Limits, fault, text);
}
