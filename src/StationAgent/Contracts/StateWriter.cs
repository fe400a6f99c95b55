using System.Text.Json;

namespace StationAgent.Contracts;

/// <summary>Makes the bytes of the retained state documents.</summary>
internal static class StateWriter
{
    /// <summary><c>state/health</c>.</summary>
    public static byte[] Health(HealthState state) => JsonSerializer.SerializeToUtf8Bytes(state, ContractJson.Default.HealthState);

    /// <summary><c>state/inventory</c>.</summary>
    public static byte[] Inventory(InventoryState state) => JsonSerializer.SerializeToUtf8Bytes(state, ContractJson.Default.InventoryState);
}
