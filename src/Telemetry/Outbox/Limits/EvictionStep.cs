namespace StationAgent.Telemetry.Outbox.Limits;

/// <summary>Rows that go together to make room.</summary>
/// <param name="Loss">What is lost with them.</param>
/// <param name="Rows">The rows, in number order.</param>
internal readonly record struct EvictionStep(EvictionLoss Loss, List<RemovableRow> Rows);
