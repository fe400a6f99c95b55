using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary><c>doctor</c> as a person runs it: a healthy station, brokers that refuse or are not there, and what support gets.</summary>
public sealed class DoctorTests : IDisposable
{
    private const string Password = "correct-horse-battery";

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    private string Config => Path.Combine(_folder, "station.json");

    private string Frame => Path.Combine(_folder, "frame.jpg");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_healthy_station_has_a_result_for_every_area_and_a_picture_is_saved()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/#");
        Configure(broker.Port);
        var (code, report, errors) = await JsonAsync("--frame", Frame);
        Assert.True(code == 0, $"{report} {errors}");
        Assert.Contains(report.GetProperty("worst").GetString(), (string[])["ok", "warning"]);
        Assert.Equal(["camera", "scale", "model", "storage", "clock", "broker", "gpio"], Results(report).Select(one => one.Area).Distinct());
        Assert.Contains("simulated", Found(report, "camera", "picture"), StringComparison.Ordinal);
        Assert.Contains("simulated", Found(report, "scale", "readings"), StringComparison.Ordinal);
        Assert.Contains("p99", Found(report, "storage", "synced writes"), StringComparison.Ordinal);
        Assert.Equal("ok", State(report, "broker", "publish"));
        Assert.Equal([0xFF, 0xD8], (await File.ReadAllBytesAsync(Frame, TestContext.Current.CancellationToken))[..2]);

        // The message that it publishes is not an event, is not retained, and says what it is.
        await subscriber.WaitForAsync(all => all.Count > 0, "the message");
        var (topic, payload) = Assert.Single(subscriber.Received);
        Assert.Equal("sa/v1/corner-shop/device-7/tele/metrics", topic);
        Assert.Contains("doctor.probe", payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_refuses_the_message_is_a_failed_check_that_names_the_topic()
    {
        await using var broker = await Mosquitto.StartAsync("acl_file {folder}/acl", ("acl", "topic read sa/v1/#\n"));
        Configure(broker.Port);
        var (code, report, errors) = await JsonAsync("--only", "broker");
        Assert.True(code == 1, errors);
        Assert.Equal("ok", State(report, "broker", "CONNECT"));
        Assert.Equal("failed", State(report, "broker", "publish"));
        Assert.Contains("not authorised", Found(report, "broker", "publish"), StringComparison.Ordinal);
        Assert.Contains("sa/v1/corner-shop/device-7/tele/metrics", Results(report).Last().Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_reported_without_printing_it()
    {
        await using var broker = await Mosquitto.StartAsync("allow_anonymous false");
        Configure(broker.Port, withPassword: true);
        var (code, report, errors) = await JsonAsync("--only", "broker");
        Assert.True(code == 1, errors);
        Assert.Equal("failed", State(report, "broker", "CONNECT"));
        Assert.DoesNotContain(Password, report.ToString() + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_without_TLS_fails_at_that_step()
    {
        await using var broker = await Mosquitto.StartAsync();
        Configure(broker.Port, tls: true);
        var (code, report, errors) = await JsonAsync("--only", "broker");
        Assert.True(code == 1, errors);
        Assert.Equal(("TLS", "failed"), (Results(report).Last().Check, Results(report).Last().State));
    }

    [Fact]
    public async Task A_missing_broker_fails_with_a_remedy_in_a_table_that_fits_a_page()
    {
        Configure(Mosquitto.FreePort());
        var (code, lines, errors) = await AgentProcess.RunAsync("doctor", "--config", Config, "--only", "broker", "clock");
        Assert.True(code == 1, errors);
        Assert.All(lines, static line => Assert.True(line.Length <= 100, line));
        var text = string.Join('\n', lines);
        Assert.Contains("FAILED", text, StringComparison.Ordinal);
        Assert.Contains("Start the broker", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
        Assert.DoesNotContain("camera", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_agent_keeps_its_link_and_its_sensors()
    {
        await using var broker = await Mosquitto.StartAsync();
        Configure(broker.Port, camera: """{ "Driver": "mjpeg", "Url": "http://127.0.0.1:1/stream" }""");
        using var service = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        service.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "control.sock")));
        service.Listen();
        await using var agent = await MosquittoSubscriber.StartAsync(broker, "sa/v1/#", persistentId: "device-7");
        var (code, report, errors) = await JsonAsync("--only", "camera", "broker");
        Assert.True(code == 0, $"{report} {errors}");
        Assert.True(report.GetProperty("serviceRuns").GetBoolean());
        Assert.Equal("skipped", State(report, "camera", "picture"));

        // The client with the device's client ID gets the message: it was not disconnected.
        await agent.WaitForAsync(static all => all.Count == 1, "the message");
        Assert.DoesNotContain("already connected", await File.ReadAllTextAsync(broker.LogFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_agent_runs_its_store_is_counted_and_its_link_stays()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var station = new StationFolder(broker);
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/corner-shop/device-7/#");
        await using var agent = station.Run();
        await subscriber.WaitForAsync(static all => all.Any(static one => one.Topic.EndsWith("/evt/dropoff", StringComparison.Ordinal)), "an event");

        var (code, output, errors) = await AgentProcess.RunAsync("doctor", "--config", station.Config, "--only", "storage", "broker", "--json");
        Assert.True(code == 0, string.Join('\n', output) + errors);
        var report = JsonDocument.Parse(string.Join('\n', output)).RootElement;
        Assert.True(report.GetProperty("serviceRuns").GetBoolean());
        Assert.Contains(" delivered, 0 set aside", Found(report, "storage", "store"), StringComparison.Ordinal);
        Assert.Equal("ok", State(report, "broker", "publish"));
        Assert.DoesNotContain(subscriber.Received, static one => one.Topic.EndsWith("/state/status", StringComparison.Ordinal) && !one.Payload.Contains("online", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bundle_contains_what_support_needs_and_no_secret(bool withFrame)
    {
        Configure(Mosquitto.FreePort(), withPassword: true);
        var bundle = Path.Combine(_folder, "support.zip");
        string[] asked = withFrame ? ["--with-frame"] : [];
        var (code, _, errors) = await AgentProcess.RunAsync(
            ["doctor", "--config", Config, "--frame", Frame, "--only", "camera", "storage", "broker", "--bundle", bundle, .. asked]);
        Assert.Equal(1, code);
        Assert.Contains(bundle, errors, StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(bundle) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

        using var archive = await ZipFile.OpenReadAsync(bundle, TestContext.Current.CancellationToken);
        var entries = archive.Entries.ToDictionary(static one => one.FullName, Content, StringComparer.Ordinal);
        string[] expected = ["doctor.json", "version.txt", "configuration.json", "inventory.json", "system.txt", "service.txt", "journal.txt"];
        Assert.Equal([.. expected, .. withFrame ? (string[])["frame.jpg"] : []], entries.Keys);
        Assert.All(entries, static one => Assert.DoesNotContain(Password, one.Value, StringComparison.Ordinal));
        Assert.Equal("failed", JsonDocument.Parse(entries["doctor.json"]).RootElement.GetProperty("worst").GetString());
        Assert.Equal("corner-shop", JsonDocument.Parse(entries["configuration.json"]).RootElement.GetProperty("Station").GetProperty("Id").GetProperty("value").GetString());
        Assert.Equal("device-7", JsonDocument.Parse(entries["inventory.json"]).RootElement.GetProperty("device").GetString());
        Assert.Contains("MemTotal", entries["system.txt"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--only", "lamps")]
    [InlineData("--bundle", "support.tar")]
    [InlineData("--with-frame", null)]
    public async Task Wrong_usage_is_named(string option, string? value)
    {
        var (code, _, errors) = await AgentProcess.RunAsync(["doctor", option, .. value is null ? (string[])[] : [value]]);
        Assert.Equal(2, code);
        Assert.Contains(value ?? option, errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, JsonElement Report, string Errors)> JsonAsync(params string[] arguments)
    {
        var (code, output, errors) = await AgentProcess.RunAsync(["doctor", "--config", Config, "--json", .. arguments]);
        Assert.True(output.Count > 0, errors);
        return (code, JsonDocument.Parse(string.Join('\n', output)).RootElement, errors);
    }

    private static IEnumerable<(string Area, string Check, string State, string Found, string? Remedy)> Results(JsonElement report) =>
        report.GetProperty("results").EnumerateArray().Select(static one => (
            one.GetProperty("area").GetString()!,
            one.GetProperty("check").GetString()!,
            one.GetProperty("state").GetString()!,
            one.GetProperty("found").GetString()!,
            one.TryGetProperty("remedy", out var remedy) ? remedy.GetString() : null));

    private static string State(JsonElement report, string area, string check) => Results(report).Single(one => one.Area == area && one.Check == check).State;

    private static string Found(JsonElement report, string area, string check) => Results(report).Single(one => one.Area == area && one.Check == check).Found;

    private static string Content(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private void Configure(int port, bool withPassword = false, bool tls = false, string camera = """{ "Driver": "simulated" }""")
    {
        File.WriteAllText(Path.Combine(_folder, "password"), Password + "\n");
        File.WriteAllText(Config, $$"""
            {
              "Station": { "Id": "corner-shop", "Device": "device-7" },
              "Camera": {{camera}},
              "Storage": { "Directory": "{{_folder}}" },
              "Mqtt": { "Host": "127.0.0.1", "Port": {{port}}{{(withPassword ? """, "UserName": "device-7", "PasswordFile": "password" """ : "")}}, "Tls": { "Enabled": {{(tls ? "true" : "false")}} } }
            }
            """);
    }
}
