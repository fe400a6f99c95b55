namespace StationAgent.Telemetry.Mqtt;

/// <summary>Reason codes of a DISCONNECT that the broker sends. MQTT 5, table 3-10.</summary>
internal static class DisconnectReason
{
    /// <summary>
    /// True when the code concerns the broker, the session or the load, so that the messages in flight cannot be the cause. False for a
    /// code that may concern them, and when there is no code.
    /// </summary>
    public static bool IsAboutTheLink(int code) => code switch
    {
        // Busy, shutting down, keep-alive, taken over; then administration, another server, too many connections, the longest time.
        0x89 or 0x8B or 0x8D or 0x8E or 0x98 or 0x9C or 0x9D or 0x9F or 0xA0 => true,
        _ => false,
    };
}
