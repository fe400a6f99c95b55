using System.Buffers;
using System.Text.Json;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>The retained document <c>state/status</c>.</summary>
internal static class StatusDocument
{
    public const string Name = "status";
    public const string Online = "online";
    public const string Stopped = "stopped";
    public const string Offline = "offline";

    public static byte[] Render(string status, long session, string storeEpoch)
    {
        var buffer = new ArrayBufferWriter<byte>(96);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("status", status);
            json.WriteNumber("session", session);
            json.WriteString("storeepoch", storeEpoch);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
