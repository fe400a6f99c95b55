namespace StationAgent.Contracts;

/// <summary>The topics of the contract. Constants are suffixes under <see cref="Root"/>.</summary>
internal static class Topics
{
    /// <summary>One presented piece, an amendment of it or a grade; QoS 1, through the outbox.</summary>
    public const string DropOff = "evt/dropoff";

    /// <summary>Maintenance has started or ended; QoS 1, through the outbox.</summary>
    public const string Maintenance = "evt/maintenance";

    /// <summary>Something that a person has to check; QoS 1, through the outbox.</summary>
    public const string Alarm = "evt/alarm";

    /// <summary>A range of sequence numbers that will not be delivered; QoS 1, through the outbox.</summary>
    public const string Gap = "evt/gap";

    /// <summary>A correction of the times of this boot after the clock was set; QoS 1, through the outbox.</summary>
    public const string Clock = "evt/clock";

    /// <summary>Online, clean shutdown and last will; QoS 1, retained.</summary>
    public const string Status = "state/status";

    /// <summary>What the store has said of itself, for the device alone; QoS 1, retained.</summary>
    public const string Outbox = "state/outbox";

    /// <summary>The state of each part of the station; QoS 1, retained.</summary>
    public const string Health = "state/health";

    /// <summary>What the station consists of; QoS 1, retained.</summary>
    public const string Inventory = "state/inventory";

    /// <summary>The document with the carbon factors that new events use; QoS 1, retained.</summary>
    public const string Factors = "state/factors";

    /// <summary>Metrics for dashboards; QoS 0, valid for a short time.</summary>
    public const string Metrics = "tele/metrics";

    /// <summary>To the device: the backend has stored these events; QoS 1.</summary>
    public const string Receipt = "receipt";

    /// <summary>To the device: send stored events again; QoS 1.</summary>
    public const string Replay = "cmd/replay";

    /// <summary>To the device: staff have graded a drop-off; QoS 1.</summary>
    public const string Grade = "cmd/grade";

    /// <summary>The answer to <see cref="Grade"/>; QoS 1.</summary>
    public const string GradeAnswer = "rsp/grade";

    /// <summary>To the device: the configuration it should apply; reserved; QoS 1, retained.</summary>
    public const string DesiredConfiguration = "cfg/desired";

    /// <summary>Every suffix above, in the order of the contract's documents.</summary>
    public static IReadOnlyList<string> All { get; } =
        [DropOff, Maintenance, Alarm, Gap, Clock, Status, Outbox, Health, Inventory, Factors, Metrics, Receipt, Replay, Grade, GradeAnswer, DesiredConfiguration];

    /// <summary>The prefix of all topics of a device, without a slash at the end.</summary>
    public static string Root(DeviceIdentity identity) => $"sa/v1/{identity.Station}/{identity.Device}";

    /// <summary>Makes a whole topic name from one of the suffixes.</summary>
    public static string Full(DeviceIdentity identity, string suffix) => $"{Root(identity)}/{suffix}";
}
