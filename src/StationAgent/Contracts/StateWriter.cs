using System.Text.Json;
using StationAgent.Contracts.Grading;

namespace StationAgent.Contracts;

/// <summary>Makes the bytes of messages that are not stored in the outbox: the retained state documents, the metrics and answers to commands.</summary>
internal static class StateWriter
{
    /// <summary>Writes <c>state/health</c>.</summary>
    public static byte[] Health(HealthState state) => JsonSerializer.SerializeToUtf8Bytes(state, ContractJson.Default.HealthState);

    /// <summary>Writes <c>state/inventory</c>.</summary>
    public static byte[] Inventory(InventoryState state) => JsonSerializer.SerializeToUtf8Bytes(state, ContractJson.Default.InventoryState);

    /// <summary>Writes <c>rsp/grade</c>.</summary>
    public static byte[] Answer(GradeAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, ContractJson.Default.GradeAnswer);

    /// <summary>Writes <c>tele/metrics</c>.</summary>
    public static byte[] Metrics(MetricsData data) => JsonSerializer.SerializeToUtf8Bytes(data, ContractJson.Default.MetricsData);
}
