using System.Buffers;
using System.Text.Json;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Identity;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>
/// The retained document <c>state/outbox</c>: what the store has said of itself. A device compares it with its store when it connects, and
/// notices so that its card was restored from an image or copied.
/// </summary>
internal static class OutboxDocument
{
    public const string Name = "outbox";

    public static byte[] Render(StoreStatement statement)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("storeepoch", statement.Present.StoreEpoch);
            json.WriteNumber("session", statement.Session);
            json.WriteNumber("sequence", statement.Present.Sequence ?? 0);
            WriteStarts(json, statement.Present.Starts);
            json.WriteStartArray("earlier");
            foreach (var epoch in statement.Earlier)
            {
                json.WriteStartObject();
                json.WriteString("storeepoch", epoch.StoreEpoch);
                json.WriteNumber("sequence", epoch.Sequence ?? 0);
                WriteStarts(json, epoch.Starts);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a document; fields that are not known are ignored.</summary>
    /// <returns>Null when it is not such a document.</returns>
    public static StoreStatement? Parse(ReadOnlyMemory<byte> payload)
    {
        using var document = StateJson.Parse(payload);
        if (document?.RootElement is not { } root
            || Epoch(root) is not { } present
            || StateJson.Number(root, "session") is not { } session
            || StateJson.Items(root, "earlier", StoreStatement.MaximumEarlier) is not { } items)
        {
            return null;
        }

        var earlier = new List<EpochStatement>();
        foreach (var item in items)
        {
            if (Epoch(item) is not { } epoch)
            {
                return null;
            }

            earlier.Add(epoch);
        }

        return new StoreStatement(present, session, earlier);
    }

    private static EpochStatement? Epoch(JsonElement element)
    {
        if (StateJson.Epoch(element) is not { } name
            || StateJson.Number(element, "sequence") is not { } sequence
            || StateJson.Items(element, "starts", StoreStatement.MaximumStarts) is not { } items)
        {
            return null;
        }

        var starts = new List<NumberStart>();
        foreach (var item in items)
        {
            // The name of a run has the form of the name of an epoch.
            if (StateJson.Number(item, "sequence") is not { } first || StateJson.Text(item, "run") is not { } tag || !EventId.IsEpoch(tag))
            {
                return null;
            }

            starts.Add(new NumberStart(first, tag));
        }

        return new EpochStatement(name, sequence, starts);
    }

    private static void WriteStarts(Utf8JsonWriter json, IReadOnlyList<NumberStart> starts)
    {
        json.WriteStartArray("starts");
        foreach (var start in starts)
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", start.First);
            json.WriteString("run", start.Tag);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
