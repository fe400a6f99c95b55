namespace StationAgent.Telemetry.Outbox.Limits;

/// <summary>What is lost with the rows of an <see cref="EvictionStep"/>.</summary>
internal enum EvictionLoss
{
    /// <summary>The rows were delivered: nothing is lost.</summary>
    None,

    /// <summary>The rows are alarms, which go without a gap event.</summary>
    Alarms,

    /// <summary>The rows are undelivered drop-offs: a gap event has to name them.</summary>
    DropOffs,
}
