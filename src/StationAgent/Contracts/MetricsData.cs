namespace StationAgent.Contracts;

/// <summary>The message <c>tele/metrics</c>.</summary>
/// <param name="Time">When it was written, by the device's clock.</param>
/// <param name="Metrics">Value by name, such as <c>outbox.depth</c>.</param>
internal sealed record MetricsData(DateTimeOffset Time, IReadOnlyDictionary<string, double> Metrics);
