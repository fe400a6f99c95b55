namespace StationAgent.Telemetry.Mqtt;

/// <summary>The will that a CONNECT names, the best first.</summary>
internal enum ConnectWill
{
    /// <summary>Retained, with quality of service 1.</summary>
    Retained = 0,

    /// <summary>Not retained, with quality of service 0, for a broker that supports no more.</summary>
    Plain,

    /// <summary>None, for a broker that allows none: then nobody is told when the device goes silent.</summary>
    None,
}
