using System.Text.Json;
using System.Text.Json.Serialization;
using StationAgent.Clock;
using StationAgent.Contracts.Carbon;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;
using StationAgent.DropOff;
using StationAgent.DropOff.Grading;
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
        typeof(SnakeCaseEnum<Grade>),
        typeof(SnakeCaseEnum<GradedBy>),
        typeof(SnakeCaseEnum<GradeResult>),
        typeof(SnakeCaseEnum<MaintenanceChange>),
        typeof(SnakeCaseEnum<MaintenanceBy>),
        typeof(SnakeCaseEnum<MaintenanceWhy>),
        typeof(SnakeCaseEnum<PlatformKind>),
        typeof(SnakeCaseEnum<SeenForm>),
        typeof(SnakeCaseEnum<ClockQuality>),
        typeof(SnakeCaseEnum<GapReason>),
        typeof(SnakeCaseEnum<PartState>),
        typeof(SnakeCaseEnum<BinLevelSource>),
        typeof(SnakeCaseEnum<StationStatus>),
        typeof(SnakeCaseEnum<CarbonStage>),
    ])]
[JsonSerializable(typeof(CloudEvent<DropOffData>))]
[JsonSerializable(typeof(CloudEvent<AmendmentData>))]
[JsonSerializable(typeof(CloudEvent<GradeData>))]
[JsonSerializable(typeof(CloudEvent<MaintenanceData>))]
[JsonSerializable(typeof(CloudEvent<AlarmData>))]
[JsonSerializable(typeof(CloudEvent<GapData>))]
[JsonSerializable(typeof(CloudEvent<ClockCorrectionData>))]
[JsonSerializable(typeof(CloudEvent<JsonElement>))]
[JsonSerializable(typeof(GradeAnswer))]
[JsonSerializable(typeof(CarbonData))]
[JsonSerializable(typeof(HealthState))]
[JsonSerializable(typeof(InventoryState))]
[JsonSerializable(typeof(MetricsData))]
internal sealed partial class ContractJson : JsonSerializerContext;
