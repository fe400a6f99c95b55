namespace StationAgent.Telemetry.Mqtt;

/// <summary>Explains the reason codes of a PUBACK. MQTT 5, table 3-4; the names of the others are in section 2.4.</summary>
internal static class PublishVerdicts
{
    private const int FirstFailure = 0x80;

    public static PublishVerdict Of(int code) => code switch
    {
        // MQTT 5, section 2.4: codes below 0x80 are a success. 0x10, "no matching subscribers", means that the broker has done what it can.
        < FirstFailure => PublishVerdict.Delivered,
        0x87 => PublishVerdict.NotAuthorised,

        // Unspecified, implementation specific, busy, packet identifier in use, receive maximum, message rate and quota: these pass.
        0x80 or 0x83 or 0x89 or 0x91 or 0x93 or 0x96 or 0x97 => PublishVerdict.BackOff,

        // Sending the same again would have the same answer. Codes of later versions are taken so too, because waiting for them to pass would stop
        // delivery, and an event is not set aside before another one of its topic got through.
        _ => PublishVerdict.Refused,
    };

    public static string Explain(int code) => code switch
    {
        0x80 => "an unspecified error",
        0x83 => "an error inside the broker",
        0x87 => "not authorised",
        0x89 => "it is busy",
        0x90 => "the topic name is not accepted",
        0x91 => "the packet identifier is in use",
        0x93 => "too many messages are unacknowledged",
        0x95 => "the packet is too large",
        0x96 => "too many messages in a short time",
        0x97 => "a quota is exceeded",
        0x99 => "the payload's format is not accepted",
        0x9A => "retained messages are not supported",
        0x9B => "this quality of service is not supported",
        _ => $"reason code 0x{code:X2}",
    };
}
