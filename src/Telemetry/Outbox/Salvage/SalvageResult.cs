namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>What a salvage has done.</summary>
/// <param name="Reason">What was wrong with the store.</param>
/// <param name="Folder">Where its files lie now.</param>
/// <param name="Carried">Events in the new store.</param>
/// <param name="Detail">All of it in one sentence.</param>
internal sealed record SalvageResult(string Reason, string Folder, long Carried, string Detail);
