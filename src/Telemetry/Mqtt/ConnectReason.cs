using MQTTnet;
using MQTTnet.Formatter;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Explains the answers to a CONNECT in plain words. MQTT 3.1.1, table 3.1; MQTT 5, section 3.2.2.2.</summary>
internal static class ConnectReason
{
    // The answer of a broker that speaks only 3.1.1 to a later CONNECT. MQTT 3.1.1, section 3.2.2.3.
    private const int UnacceptableProtocolVersion = 1;

    /// <summary>The failure that an answer other than success means.</summary>
    /// <param name="broker">Name and port of the broker.</param>
    /// <param name="result">The answer.</param>
    /// <param name="version">The version of MQTT that was offered.</param>
    public static LinkException Refusal(string broker, MqttClientConnectResult result, MqttProtocolVersion version)
    {
        var code = (int)result.ResultCode;
        var lacksFive = version == MqttProtocolVersion.V500
            && (code == UnacceptableProtocolVersion || result.ResultCode == MqttClientConnectResultCode.UnsupportedProtocolVersion);
        var detail = string.IsNullOrEmpty(result.ReasonString) ? string.Empty : $" ({result.ReasonString})";
        return new LinkException($"the broker {broker} refuses the connection: {Explain(code)}{detail}")
        {
            Outcome = code switch
            {
                _ when lacksFive => ConnectOutcome.WrongVersion,

                // Retain and quality of service; then authorisation, topic, size and format.
                0x9A or 0x9B => ConnectOutcome.WillNotSupported,
                5 or 0x87 or 0x90 or 0x95 or 0x99 => ConnectOutcome.NotAllowed,
                _ => ConnectOutcome.Failed,
            },
            Code = code,
        };
    }

    public static string Explain(int code) => code switch
    {
        1 or 0x84 => "it does not speak this version of MQTT",
        2 or 0x85 => "it does not accept the device's name as client ID",
        3 or 0x88 => "it is not available",
        4 or 0x86 => "wrong user name or password",
        5 or 0x87 => "not authorised",
        0x89 => "it is busy",
        0x8A => "this client is banned",
        0x90 => "the topic of the will is not accepted",
        0x95 => "the packet is too large",
        0x97 => "a quota is exceeded",
        0x99 => "the format of the will is not accepted",
        0x9A => "retained messages are not supported, and the will is one",
        0x9B => "this quality of service is not supported, and the will asks for it",
        0x9C or 0x9D => "another server is to be used",
        0x9F => "too many connections in a short time",
        _ => $"reason code 0x{code:X2}",
    };
}
