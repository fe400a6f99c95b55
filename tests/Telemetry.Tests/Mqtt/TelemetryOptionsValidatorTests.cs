using StationAgent.Telemetry.Mqtt;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class TelemetryOptionsValidatorTests
{
    public static TheoryData<string, Action<TelemetryOptions>> Faults => new()
    {
        { "Mqtt:Host", o => o.Host = "no host" },
        { "Mqtt:Port", o => o.Port = 70_000 },
        { "Mqtt:Station", o => o.Station = "a/b" },
        { "Mqtt:Device", o => o.Device = string.Empty },
        { "Mqtt:Window", o => o.Window = 0 },
        { "Mqtt:KeepAlive", o => o.KeepAlive = TimeSpan.Zero },
        { "Mqtt:ConnectSpread", o => o.ConnectSpread = TimeSpan.FromSeconds(-1) },
        { "Mqtt:Reconnect:Maximum", o => o.Reconnect.Maximum = TimeSpan.FromSeconds(1) },
        { "Mqtt:Protocol", o => o.Protocol = (MqttProtocol)3 },
        { "Mqtt:PasswordFile", o => o.PasswordFile = "/etc/password" },
        { "Mqtt:Tls:KeyFile", o => o.Tls = new() { Enabled = true, CertificateFile = "c.pem" } },
        { "Mqtt:Tls:CertificateFile", o => o.Tls = new() { Enabled = true, KeyFile = "k.pem" } },
        { "Mqtt:Tls:Enabled", o => o.Tls = new() { CaFile = "ca.pem" } },
    };

    [Fact]
    public void The_defaults_need_only_names() => Assert.Empty(TelemetryOptionsValidator.Validate(Good()));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_by_its_key(string key, Action<TelemetryOptions> spoil)
    {
        var options = Good();
        spoil(options);

        Assert.StartsWith(key + ": ", Assert.Single(TelemetryOptionsValidator.Validate(options)), StringComparison.Ordinal);
    }

    private static TelemetryOptions Good() => new() { Station = "s1", Device = "d1" };
}
