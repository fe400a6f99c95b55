using System.Net;
using StationAgent.Camera;
using StationAgent.Contracts;
using StationAgent.Scale;
using StationAgent.Simulation.World;

namespace StationAgent.Hosting;

/// <summary>What must hold between keys. Pure.</summary>
internal static class OptionRules
{
    /// <summary>Everything that does not hold: the key to change and why.</summary>
    public static IEnumerable<(string Path, string Message)> Check(AgentOptions options)
    {
        foreach (var problem in CameraRules.Check(options.Camera))
        {
            yield return problem;
        }

        foreach (var problem in ScaleLineRules.Check(options.Scale).Concat(LoadCellKeys.Check(options.Scale)))
        {
            yield return problem;
        }

        foreach (var problem in options.Weighing.Validate("Weighing").Concat(options.DropOff.Validate("DropOff")))
        {
            var end = problem.IndexOf(' ', StringComparison.Ordinal);
            yield return (problem[..end], problem[(end + 1)..].TrimEnd('.'));
        }

        foreach (var (name, factor) in Factors(options.Carbon))
        {
            if (factor.FactorId is null && (factor.FactorVersion is not null || factor.GramsPerGram > 0 || factor.GramsPerPiece > 0))
            {
                yield return ($"Carbon:{name}:FactorId", "is missing; a figure without the name of its factor cannot be checked by anybody");
            }
            else if (factor.FactorId is not null && factor.FactorVersion is null)
            {
                yield return ($"Carbon:{name}:FactorVersion", "is missing; a factor changes over the years, so its version stands in every event");
            }
        }

        if (ProblemOfFaults(options.Simulation.Faults) is { } wrong)
        {
            yield return ("Simulation:Faults", wrong);
        }

        foreach (var problem in GpioRules.Check(options).Concat(BindingRules.Check(options, BindingDrivers.AreHeld)).Concat(CheckMqtt(options.Mqtt)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<(string Path, string Message)> CheckMqtt(MqttOptions mqtt)
    {
        if (mqtt.PasswordFile is not null && mqtt.UserName is null)
        {
            yield return ("Mqtt:UserName", "is missing; Mqtt:PasswordFile needs a user");
        }

        if (mqtt.PasswordFile is not null && !mqtt.Tls.Enabled && !IsLoopback(mqtt.Host))
        {
            yield return ("Mqtt:Tls:Enabled", "is false, must be true when a password is sent to another machine");
        }

        if ((mqtt.Tls.CertificateFile is null) != (mqtt.Tls.KeyFile is null))
        {
            yield return mqtt.Tls.KeyFile is null
                ? ("Mqtt:Tls:KeyFile", "is missing; Mqtt:Tls:CertificateFile needs its key")
                : ("Mqtt:Tls:CertificateFile", "is missing; Mqtt:Tls:KeyFile needs its certificate");
        }

        if (!mqtt.Tls.Enabled && (mqtt.Tls.CaFile ?? mqtt.Tls.CertificateFile) is not null)
        {
            yield return ("Mqtt:Tls:Enabled", "is false, must be true when certificates are named: they would not be used");
        }
    }

    private static string? ProblemOfFaults(string? script)
    {
        try
        {
            SimulatedFaults.Parse(script ?? "");
            return null;
        }
        catch (FormatException failure)
        {
            return "is refused: " + failure.Message;
        }
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static (string Name, CarbonFactorOptions Factor)[] Factors(CarbonOptions carbon) =>
        [("Reuse", carbon.Reuse), ("Pulp", carbon.Pulp), ("Recycle", carbon.Recycle)];
}
