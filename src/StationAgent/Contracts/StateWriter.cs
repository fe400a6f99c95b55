using System.Text.Json;

namespace StationAgent.Contracts;

/// <summary>Makes the bytes of what goes around the outbox: the retained state documents and the figures.</summary>
internal static class StateWriter
{
    /// <summary><c>state/health</c>.</summary>
    public static byte[] Health(HealthState state) => JsonSerializer.SerializeToUtf8Bytes(state, ContractJson.Default.HealthState);

    /// <summary><c>state/inventory</c>.</summary>
    public static byte[] Inventory(InventoryState state) => JsonSerializer.SerializeToUtf8Bytes(state, ContractJson.Default.InventoryState);

    /// <summary><c>tele/metrics</c>.</summary>
    public static byte[] Metrics(MetricsData data) => JsonSerializer.SerializeToUtf8Bytes(data, ContractJson.Default.MetricsData);
}
