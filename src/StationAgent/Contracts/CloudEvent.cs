using System.Text.Json.Serialization;

namespace StationAgent.Contracts;

/// <summary>The CloudEvents 1.0 envelope in JSON structured mode, with this project's three extensions.</summary>
/// <typeparam name="TData">The data of the event.</typeparam>
internal sealed record CloudEvent<TData>
{
    /// <summary>Always <c>1.0</c>.</summary>
    [JsonPropertyName("specversion")]
    public required string SpecVersion { get; init; }

    /// <summary><c>{storeepoch}-{sequence}</c>; with <see cref="Source"/> it identifies the event permanently.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>The device, see <see cref="DeviceIdentity.Source"/>.</summary>
    [JsonPropertyName("source")]
    public required string Source { get; init; }

    /// <summary>What happened, see <see cref="EventKinds"/>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>When it happened, by the setting that the device's clock had at <see cref="RecordedTime"/>.</summary>
    [JsonPropertyName("time")]
    public required DateTimeOffset Time { get; init; }

    /// <summary>Always <c>application/json</c>.</summary>
    [JsonPropertyName("datacontenttype")]
    public required string DataContentType { get; init; }

    /// <summary>Names the JSON Schema of <see cref="Data"/>.</summary>
    [JsonPropertyName("dataschema")]
    public required string DataSchema { get; init; }

    /// <summary>Random identifier of the store that assigned the number.</summary>
    [JsonPropertyName("storeepoch")]
    public required string StoreEpoch { get; init; }

    /// <summary>Number inside the store as 20 digits, so that text order is number order.</summary>
    [JsonPropertyName("sequence")]
    public required string Sequence { get; init; }

    /// <summary>When it was stored, by the same clock as <see cref="Time"/>.</summary>
    [JsonPropertyName("recordedtime")]
    public required DateTimeOffset RecordedTime { get; init; }

    /// <summary>The data of the event, as its type defines it.</summary>
    [JsonPropertyName("data")]
    public required TData Data { get; init; }
}
