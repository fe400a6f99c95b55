using System.Buffers;
using System.Text.Json;
using StationAgent.Telemetry.Outbox.Identity;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>The retained document <c>state/status</c>.</summary>
internal static class StatusDocument
{
    public const string Name = "status";
    public const string Online = "online";
    public const string Stopped = "stopped";
    public const string Offline = "offline";

    /// <summary>Makes the document.</summary>
    /// <param name="status">One of the constants above.</param>
    /// <param name="session">The session number.</param>
    /// <param name="storeEpoch">The present epoch of the store.</param>
    /// <param name="isVolatile">True when the session number could not be stored, so that it may be given a second time.</param>
    public static byte[] Render(string status, long session, string storeEpoch, bool isVolatile = false)
    {
        var buffer = new ArrayBufferWriter<byte>(96);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("status", status);
            json.WriteNumber("session", session);
            json.WriteString("storeepoch", storeEpoch);
            if (isVolatile)
            {
                json.WriteBoolean("volatile", true);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>True when two documents say the same, in whatever form: a broker or a bridge may write JSON anew.</summary>
    public static bool AreAlike(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other)
    {
        if (one.Span.SequenceEqual(other.Span))
        {
            return true;
        }

        using var first = StateJson.Parse(one);
        using var second = StateJson.Parse(other);
        return first?.RootElement is { } a
            && second?.RootElement is { } b
            && StateJson.Text(a, "status") is { } status
            && status == StateJson.Text(b, "status")
            && StateJson.Epoch(a) == StateJson.Epoch(b)
            && StateJson.Number(a, "session") == StateJson.Number(b, "session");
    }

    /// <summary>Reads what a document says of the store; fields that are not known are ignored.</summary>
    /// <returns>Null when it is not such a document.</returns>
    public static StoreStatement? Parse(ReadOnlyMemory<byte> payload)
    {
        using var document = StateJson.Parse(payload);
        return document?.RootElement is { } root
            && StateJson.Text(root, "status") is Online or Stopped or Offline
            && StateJson.Epoch(root) is { } epoch
            && StateJson.Number(root, "session") is { } session
                ? new StoreStatement(new EpochStatement(epoch, null, []), session, []) { IsVolatile = StateJson.IsTrue(root, "volatile") }
                : null;
    }
}
