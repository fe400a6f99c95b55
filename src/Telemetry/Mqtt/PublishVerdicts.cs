namespace StationAgent.Telemetry.Mqtt;

/// <summary>Explains the reason codes of a PUBACK. MQTT 5, table 3-4.</summary>
internal static class PublishVerdicts
{
    public static PublishVerdict Of(int code) => code switch
    {
        // Success, and "no matching subscribers", which means that the broker has done what it can.
        0x00 or 0x10 => PublishVerdict.Delivered,
        0x87 => PublishVerdict.PauseTopic,
        0x90 or 0x99 => PublishVerdict.SetAside,

        // Unspecified, implementation specific, packet identifier in use, quota: and what later versions may add.
        _ => PublishVerdict.BackOff,
    };

    public static string Explain(int code) => code switch
    {
        0x80 => "an unspecified error",
        0x83 => "an error inside the broker",
        0x87 => "not authorised",
        0x90 => "the topic name is not accepted",
        0x91 => "the packet identifier is in use",
        0x97 => "a quota is exceeded",
        0x99 => "the payload's format is not accepted",
        _ => $"reason code 0x{code:X2}",
    };
}
