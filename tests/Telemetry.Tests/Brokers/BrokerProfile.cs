namespace StationAgent.Telemetry.Tests.Brokers;

/// <summary>How a kind of broker behaves over MQTT 5, by its documents; docs/brokers.md names them.</summary>
/// <param name="Name">The broker, as in docs/brokers.md.</param>
internal sealed record BrokerProfile(string Name)
{
    /// <summary>EMQX 5 as it comes: <c>authorization.deny_action = ignore</c>, at most 32 unacknowledged messages, packets of 1 MB.</summary>
    public static readonly BrokerProfile Emqx = new("EMQX")
    {
        ReceiveMaximum = 32,
        MaximumPacketSize = 1_048_576,

        // Judged only when the will is published.
        Will = Denial.Ignores,
        OverQuota = 0x97,
        WithoutRetain = Denial.Ends,
        Shutdown = 0x9C,
    };

    /// <summary>EMQX 5 with <c>authorization.deny_action = disconnect</c>.</summary>
    public static readonly BrokerProfile EmqxDisconnect = Emqx with { Name = "EMQX, disconnect", Publish = Denial.Ends, Subscription = Denial.Ends };

    /// <summary>HiveMQ 4 with the File RBAC extension: at most 10 unacknowledged messages.</summary>
    public static readonly BrokerProfile HiveMq = new("HiveMQ")
    {
        ReceiveMaximum = 10,
        Publish = Denial.AnswersAndEnds,
        Will = Denial.Answers,
        OverConnections = 0x97,
    };

    /// <summary>VerneMQ 1 and 2 with <c>vmq_acl</c>.</summary>
    public static readonly BrokerProfile VerneMq = new("VerneMQ") { Will = Denial.Answers };

    /// <summary>AWS IoT Core: at most 100 unacknowledged messages, packets of 149,504 bytes.</summary>
    public static readonly BrokerProfile AwsIot = new("AWS IoT")
    {
        ReceiveMaximum = 100,
        MaximumPacketSize = 149_504,
        Publish = Denial.Ends,
        Subscription = Denial.Ends,
        Will = Denial.Answers,
        OverQuota = 0x97,
        OverConnections = 0x97,
    };

    /// <summary>All.</summary>
    public static IReadOnlyList<BrokerProfile> All { get; } = [Emqx, EmqxDisconnect, HiveMq, VerneMq, AwsIot];

    /// <summary>Stated in CONNACK; null for none.</summary>
    public ushort? ReceiveMaximum { get; init; }

    /// <summary>Stated in CONNACK; null for none.</summary>
    public uint? MaximumPacketSize { get; init; }

    /// <summary>At a PUBLISH that is not allowed.</summary>
    public Denial Publish { get; init; }

    /// <summary>At a SUBSCRIBE that is not allowed.</summary>
    public Denial Subscription { get; init; }

    /// <summary>At a CONNECT whose will is not allowed.</summary>
    public Denial Will { get; init; } = Denial.Answers;

    /// <summary>At a retained PUBLISH when it retains none, which it has stated in CONNACK.</summary>
    public Denial WithoutRetain { get; init; } = Denial.Ends;

    /// <summary>The reason code of a PUBACK over a quota; null for a broker that reads on later instead.</summary>
    public int? OverQuota { get; init; }

    /// <summary>The reason code of a CONNACK over a number or rate of connections; null for a broker that closes the connection without a word.</summary>
    public int? OverConnections { get; init; }

    /// <summary>The reason code of the DISCONNECT with which it goes; null for a broker that closes the connection without a word.</summary>
    public int? Shutdown { get; init; }
}
