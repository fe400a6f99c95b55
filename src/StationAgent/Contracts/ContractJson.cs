using System.Text.Json;
using System.Text.Json.Serialization;
using StationAgent.Clock;
using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Contracts;

/// <summary>The JSON of the contract, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters =
    [
        typeof(UtcMilliseconds),
        typeof(SnakeCaseEnum<Outcome>),
        typeof(SnakeCaseEnum<Disposition>),
        typeof(SnakeCaseEnum<AmendmentChange>),
        typeof(SnakeCaseEnum<PlatformKind>),
        typeof(SnakeCaseEnum<ClockQuality>),
        typeof(SnakeCaseEnum<GapReason>),
        typeof(SnakeCaseEnum<PartState>),
        typeof(SnakeCaseEnum<BinLevelSource>),
        typeof(SnakeCaseEnum<StationStatus>),
    ])]
[JsonSerializable(typeof(CloudEvent<DropOffData>))]
[JsonSerializable(typeof(CloudEvent<AmendmentData>))]
[JsonSerializable(typeof(CloudEvent<AlarmData>))]
[JsonSerializable(typeof(CloudEvent<GapData>))]
[JsonSerializable(typeof(CloudEvent<ClockCorrectionData>))]
[JsonSerializable(typeof(CloudEvent<JsonElement>))]
[JsonSerializable(typeof(HealthState))]
[JsonSerializable(typeof(InventoryState))]
[JsonSerializable(typeof(MetricsData))]
internal sealed partial class ContractJson : JsonSerializerContext;
