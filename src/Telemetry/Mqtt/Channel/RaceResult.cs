using System.Net;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>What came of connecting to several addresses.</summary>
/// <param name="Winner">The first connection that was made; null when none was.</param>
/// <param name="Address">Its address.</param>
/// <param name="Worked">The addresses that answered, the first being <paramref name="Address"/>; others only when all were waited for.</param>
/// <param name="Failures">The addresses that failed, in the order in which they did. Those that were still being tried are not among them.</param>
internal sealed record RaceResult<T>(T? Winner, IPAddress? Address, IReadOnlyList<IPAddress> Worked, IReadOnlyList<AddressFailure> Failures)
    where T : class;
