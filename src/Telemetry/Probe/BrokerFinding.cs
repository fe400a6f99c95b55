namespace StationAgent.Telemetry.Probe;

/// <summary>What came of one step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Fault">Why it went wrong; <see cref="BrokerFault.None"/> when it did not.</param>
/// <param name="Text">What was found, for a person. Holds no secret.</param>
public sealed record BrokerFinding(BrokerStep Step, BrokerFault Fault, string Text)
{
    /// <summary>When the certificate that the step is about expires; null for none.</summary>
    public DateTimeOffset? ValidUntil { get; init; }
}
