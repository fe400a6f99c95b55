using System.Text.Json.Serialization;
using StationAgent.Weighing;

namespace StationAgent.Contracts;

/// <summary>The retained document <c>state/inventory</c>: what the station consists of.</summary>
/// <param name="Station">Name of the station.</param>
/// <param name="Device">Name of the device.</param>
/// <param name="Platform">What pieces are put on.</param>
/// <param name="ScaleDriver">Name of the scale's driver.</param>
/// <param name="CameraDriver">Name of the camera's driver.</param>
/// <param name="Model">The model that classifies pictures.</param>
/// <param name="StoreEpoch">The current store.</param>
/// <param name="Versions">Versions of the software.</param>
/// <param name="BootId">The current boot.</param>
/// <param name="StartedAt">When the agent started, by the device's clock.</param>
internal sealed record InventoryState(
    string Station,
    string Device,
    PlatformKind Platform,
    string ScaleDriver,
    string CameraDriver,
    ModelData Model,
    [property: JsonPropertyName("storeepoch")] string StoreEpoch,
    VersionsState Versions,
    string BootId,
    DateTimeOffset StartedAt);

/// <summary>Versions of the software.</summary>
/// <param name="Agent">This program.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="OperatingSystem">The operating system.</param>
/// <param name="Architecture">The processor's architecture.</param>
/// <param name="Contract">The major version of the contract.</param>
internal sealed record VersionsState(string Agent, string Runtime, string OperatingSystem, string Architecture, int Contract = 1);
