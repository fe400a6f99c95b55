using System.Globalization;
using System.Net;
using StationAgent.Telemetry.Probe;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>Judges the steps to the broker and says what helps. Pure.</summary>
internal static class BrokerJudgement
{
    /// <summary>A certificate that expires sooner should be replaced soon.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <summary>What the step is called.</summary>
    public static string NameOf(BrokerStep step) => step switch
    {
        BrokerStep.Name => "DNS",
        BrokerStep.Port => "TCP",
        BrokerStep.OwnCertificate => "certificate",
        BrokerStep.Tls => "TLS",
        BrokerStep.Connect => "CONNECT",
        BrokerStep.Limits => "limits",
        _ => "publish",
    };

    /// <summary>A link without TLS.</summary>
    public static Judgement OfPlainText(string host) => IsThisMachine(host)
        ? Judgement.Good("none (Mqtt:Tls:Enabled is false); the broker is this machine")
        : new Judgement(CheckState.Warning, "none: anyone on the network path can read and change what is sent", "Set Mqtt:Tls:Enabled to true and give the broker a certificate.");

    /// <summary>A step.</summary>
    /// <param name="finding">The result of the step.</param>
    /// <param name="topic">The whole topic of the message.</param>
    /// <param name="clientId">The client id that was used.</param>
    /// <param name="now">Wall time.</param>
    public static Judgement Of(BrokerFinding finding, string topic, string clientId, DateTimeOffset now) => finding.Fault switch
    {
        BrokerFault.None when finding.ValidUntil - now < Soon => new Judgement(
            CheckState.Warning,
            string.Create(CultureInfo.InvariantCulture, $"{finding.Text}: {Math.Max(0, (finding.ValidUntil - now)!.Value.TotalDays):0} days left"),
            "Have a new certificate issued; the agent reads it when it next connects."),
        BrokerFault.None => Judgement.Good(finding.Text),
        BrokerFault.CannotTell => new Judgement(
            CheckState.Skipped, finding.Text, $"Check in the broker's log whether {clientId} was denied, or use a broker that supports MQTT 5."),
        BrokerFault.SomeAddressesFail => new Judgement(
            CheckState.Warning, finding.Text, "The agent uses the addresses that answer. Check the others, or have them removed from the name."),
        BrokerFault.NoRetainedMessages => new Judgement(
            CheckState.Warning, finding.Text, "Let the broker retain messages (mosquitto: retain_available true)."),
        BrokerFault.KeyIsReadable => new Judgement(
            CheckState.Warning, finding.Text, "Let only the service's user read it: chown station-agent FILE and chmod 0400 FILE, or use LoadCredential= of the unit."),
        var fault => new Judgement(CheckState.Failed, finding.Text, Remedy(fault, topic, clientId)),
    };

    private static string Remedy(BrokerFault fault, string topic, string clientId) => fault switch
    {
        BrokerFault.UnknownName => "Check Mqtt:Host and the name servers: resolvectl query NAME, or getent hosts NAME.",
        BrokerFault.NobodyListens => "Start the broker, or correct Mqtt:Host and Mqtt:Port. Events are stored until it is reachable.",
        BrokerFault.NoAnswer => "Check the network (ip route, ping) and the firewalls on the path.",
        BrokerFault.File => "Correct the path in the configuration, and let this user read the file (run it as root or as the service's user).",
        BrokerFault.OwnCertificate => "Have the device's certificate replaced; if the date is wrong, see the area clock.",
        BrokerFault.BrokerCertificate => "Check Mqtt:Tls:CaFile, Mqtt:Host, the broker's certificate and this device's clock.",
        BrokerFault.Handshake => "Is this the port for TLS (8883)? Does the broker require a client certificate (Mqtt:Tls:CertificateFile)?",
        BrokerFault.Credentials => "Check Mqtt:UserName and the content of Mqtt:PasswordFile.",
        BrokerFault.NotAuthorised =>
            $"Allow this user at the broker. If the broker identifies the device by its client ID, allow {clientId} too; only this check uses it.",
        BrokerFault.ClientId => $"The broker accepts only client IDs that it knows; allow {clientId} too; only this check uses it.",
        BrokerFault.Version => "Set Mqtt:Protocol to auto.",
        BrokerFault.NoAcknowledgements => "Let the broker accept quality of service 1 (mosquitto: max_qos 1).",
        BrokerFault.SmallPackets => "Let the broker accept larger packets (mosquitto: max_packet_size). Events wait until it does.",
        BrokerFault.PublishRefused =>
            $"Allow the device to publish to {topic} and to the other topics of the device. If the broker's rules depend on client IDs, give {clientId} the same permission; only this check uses it.",
        _ => "Check the broker's log.",
    };

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
