using System.Text.Json;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Reads the device's own state documents as they come back from the broker, where anything may stand in their place.</summary>
internal static class StateJson
{
    // A document of this version with as many epochs and starts as it may have takes about 5,000 bytes.
    private const int MaximumBytes = 16 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Parses a document; null when it is too large or is not a JSON object.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length is 0 or > MaximumBytes)
        {
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(payload, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The name of a store in the field <c>storeepoch</c>; null when it is none.</summary>
    public static string? Epoch(JsonElement element) => Text(element, "storeepoch") is { } name && EventId.IsEpoch(name) ? name : null;

    /// <summary>A text; null when the field is missing or is not a text.</summary>
    public static string? Text(JsonElement element, string name)
    {
        try
        {
            return Find(element, name) is { ValueKind: JsonValueKind.String } field ? field.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // The text is not UTF-8.
            return null;
        }
    }

    /// <summary>A whole number from 0; null when the field is missing or is not one.</summary>
    public static long? Number(JsonElement element, string name) =>
        Find(element, name) is { ValueKind: JsonValueKind.Number } field && field.TryGetInt64(out var number) && number >= 0 ? number : null;

    /// <summary>The items of a list, none when the field is missing; null when it is not a list or has too many items.</summary>
    public static IReadOnlyList<JsonElement>? Items(JsonElement element, string name, int maximum)
    {
        if (Find(element, name) is not { } field)
        {
            return [];
        }

        return field.ValueKind == JsonValueKind.Array && field.GetArrayLength() <= maximum ? [.. field.EnumerateArray()] : null;
    }

    /// <summary>True when the field is <c>true</c>.</summary>
    public static bool IsTrue(JsonElement element, string name) => Find(element, name) is { ValueKind: JsonValueKind.True };

    private static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) ? field : null;
}
