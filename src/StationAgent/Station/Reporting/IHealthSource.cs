using StationAgent.Contracts;

namespace StationAgent.Station.Reporting;

/// <summary>A part that has a health of its own in <c>state/health</c>.</summary>
internal interface IHealthSource
{
    /// <summary>Raised when its health has changed enough to be sent at once; on any thread.</summary>
    event Action? HealthChanged;

    /// <summary>Adds its health to the document.</summary>
    HealthState AddTo(HealthState health);
}
