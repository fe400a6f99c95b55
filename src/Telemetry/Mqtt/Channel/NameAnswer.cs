using System.Net;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>The result of looking a name up.</summary>
/// <param name="Addresses">The addresses; none when the look-up failed and no earlier answer is known.</param>
/// <param name="Problem">Why the look-up failed, without a full stop at the end; null when it succeeded.</param>
internal sealed record NameAnswer(IReadOnlyList<IPAddress> Addresses, string? Problem);
