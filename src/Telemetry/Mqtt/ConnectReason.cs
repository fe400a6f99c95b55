namespace StationAgent.Telemetry.Mqtt;

/// <summary>Explains the answers to a CONNECT in plain words. MQTT 3.1.1, table 3.1; MQTT 5, section 3.2.2.2.</summary>
internal static class ConnectReason
{
    public static string Explain(int code) => code switch
    {
        1 or 0x84 => "it does not speak this version of MQTT",
        2 or 0x85 => "it does not accept the device's name as client ID",
        3 or 0x88 => "it is not available",
        4 or 0x86 => "wrong user name or password",
        5 or 0x87 => "not authorised",
        0x89 => "it is busy",
        0x8A => "this client is banned",
        0x97 => "a quota is exceeded",
        0x9C or 0x9D => "another server is to be used",
        0x9F => "too many connections in a short time",
        _ => $"reason code 0x{code:X2}",
    };
}
