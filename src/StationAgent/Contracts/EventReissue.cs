using System.Text;
using System.Text.Json;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Contracts;

/// <summary>
/// Gives a stored event another id, which it needs when a copy of the store may have used the old one before the event was sent. Only the
/// fields that hold ids are written over; all of them have a fixed length, so every other byte stays as it is.
/// </summary>
internal static class EventReissue
{
    /// <summary>Returns the bytes of an event for a new id.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="id">Its new id.</param>
    /// <param name="currentId">Gives the present id of another event that this one names.</param>
    /// <exception cref="JsonException">The bytes are not JSON, or do not bear the id of the event.</exception>
    public static byte[] Rewrite(StoredEvent stored, EventId id, Func<EventId, EventId> currentId)
    {
        var bytes = stored.Payload.ToArray();
        var reader = new Utf8JsonReader(stored.Payload.Span);
        var found = 0;
        var isInData = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.CurrentDepth == 1)
            {
                isInData = reader.ValueTextEquals("data"u8);
                var value = reader.ValueTextEquals("id"u8) ? (stored.Id.ToString(), id.ToString())
                    : reader.ValueTextEquals("storeepoch"u8) ? (stored.Id.StoreEpoch, id.StoreEpoch)
                    : reader.ValueTextEquals("sequence"u8) ? (stored.Id.SequenceText, id.SequenceText)
                    : ((string Before, string After)?)null;
                if (value is { } field)
                {
                    reader.Read();
                    found += reader.ValueTextEquals(field.Before) ? 1 : throw new JsonException($"The event does not bear the id {stored.Id}.");
                    Put(ref reader, field.After, bytes);
                }
            }
            else if (isInData && reader.CurrentDepth == 2 && IsIdOfAnother(ref reader))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.String && EventId.TryParse(reader.GetString(), out var other))
                {
                    Put(ref reader, currentId(other).ToString(), bytes);
                }
            }
        }

        return found == 3 ? bytes : throw new JsonException($"The event does not bear the id {stored.Id}.");
    }

    private static bool IsIdOfAnother(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("amends"u8) || reader.ValueTextEquals("retryOf"u8) || reader.ValueTextEquals("grades"u8);

    private static void Put(ref Utf8JsonReader reader, string text, byte[] bytes)
    {
        // Escapes would make the old text longer than its characters.
        if (reader.ValueSpan.Length != text.Length)
        {
            throw new JsonException("An id in the event is escaped.");
        }

        // The token starts with its quotation mark.
        Encoding.ASCII.GetBytes(text, bytes.AsSpan((int)reader.TokenStartIndex + 1));
    }
}
