using System.Globalization;
using System.Net;
using StationAgent.Telemetry.Probe;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>What the steps to the broker mean, and what helps. Pure.</summary>
internal static class BrokerJudgement
{
    /// <summary>A certificate that expires sooner should be on its way to being replaced.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <summary>What the step is called.</summary>
    public static string NameOf(BrokerStep step) => step switch
    {
        BrokerStep.Name => "DNS",
        BrokerStep.Port => "TCP",
        BrokerStep.OwnCertificate => "certificate",
        BrokerStep.Tls => "TLS",
        BrokerStep.Connect => "CONNECT",
        _ => "publish",
    };

    /// <summary>A link without TLS.</summary>
    public static Judgement OfPlainText(string host) => IsThisMachine(host)
        ? Judgement.Good("none (Mqtt:Tls:Enabled is false); the broker is this machine")
        : new Judgement(CheckState.Warning, "none: everybody on the way can read and change what is sent", "Set Mqtt:Tls:Enabled to true and give the broker a certificate.");

    /// <summary>A step.</summary>
    /// <param name="finding">What came of it.</param>
    /// <param name="topic">The whole topic of the message.</param>
    /// <param name="clientId">The client id that was used.</param>
    /// <param name="now">Wall time.</param>
    public static Judgement Of(BrokerFinding finding, string topic, string clientId, DateTimeOffset now) => finding.Fault switch
    {
        BrokerFault.None when finding.ValidUntil - now < Soon => new Judgement(
            CheckState.Warning,
            string.Create(CultureInfo.InvariantCulture, $"{finding.Text}: {Math.Max(0, (finding.ValidUntil - now)!.Value.TotalDays):0} days left"),
            "Have a new certificate issued; the agent reads it at its next connect."),
        BrokerFault.None => Judgement.Good(finding.Text),
        BrokerFault.CannotTell => new Judgement(
            CheckState.Skipped, finding.Text, $"Look into the broker's log whether {clientId} was denied, or use a broker that speaks MQTT 5."),
        var fault => new Judgement(CheckState.Failed, finding.Text, Remedy(fault, topic, clientId)),
    };

    private static string Remedy(BrokerFault fault, string topic, string clientId) => fault switch
    {
        BrokerFault.UnknownName => "Look at Mqtt:Host and at the name servers: resolvectl query NAME, or getent hosts NAME.",
        BrokerFault.NobodyListens => "Start the broker, or correct Mqtt:Host and Mqtt:Port. Events are stored until it is there.",
        BrokerFault.NoAnswer => "Look at the network (ip route, ping) and at firewalls on the way.",
        BrokerFault.File => "Correct the path in the configuration, and let this user read the file (run it as root or as the service's user).",
        BrokerFault.OwnCertificate => "Have the device's certificate replaced; if the date is wrong, see clock.",
        BrokerFault.BrokerCertificate => "Look at Mqtt:Tls:CaFile and Mqtt:Host, at the broker's certificate and at this device's clock.",
        BrokerFault.Handshake => "Is this the port for TLS (8883)? Does the broker want a certificate of the device (Mqtt:Tls:CertificateFile)?",
        BrokerFault.Credentials => "Look at Mqtt:UserName and at the content of Mqtt:PasswordFile.",
        BrokerFault.NotAuthorised =>
            $"Let this user in at the broker. If it knows the device by its client id, {clientId} has to be let in too, for this check alone.",
        BrokerFault.ClientId => $"The broker takes only client ids it knows; let {clientId} in too, for this check alone.",
        BrokerFault.Version => "Set Mqtt:Protocol to auto.",
        BrokerFault.PublishRefused =>
            $"Let the device write {topic} and all beside it at the broker. If its rules go by client id, {clientId} needs the same, for this check alone.",
        _ => "Look into the broker's log.",
    };

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
