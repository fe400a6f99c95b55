namespace StationAgent.Telemetry.Tests;

/// <summary>What can be wrong with a certificate.</summary>
public enum CertificateFlaw
{
    None,
    WrongAuthority,
    SelfSigned,
    Expired,
    NotYetValid,
    WrongHost,
    WrongUsage,
    Missing,
}
