namespace StationAgent.Telemetry.Probe;

/// <summary>The result of one step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Fault">Why the step failed; <see cref="BrokerFault.None"/> when it succeeded.</param>
/// <param name="Text">What was found, for a person. Contains no secret.</param>
public sealed record BrokerFinding(BrokerStep Step, BrokerFault Fault, string Text)
{
    /// <summary>When the certificate that the step checks expires; null when it checks none.</summary>
    public DateTimeOffset? ValidUntil { get; init; }
}
