using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary><c>scale watch</c> and <c>scale calibrate</c> as a person runs them, on an imitated device of the kernel's HX711 driver.</summary>
public sealed class ScaleTests : IDisposable
{
    private const int Zero = 250_000;
    private const int PerGram = 400;

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;
    private readonly IioTree _tree = new();

    private string Calibration => Path.Combine(_folder, "calibration.json");

    private string Config => Path.Combine(_folder, "station.json");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _tree.Dispose();
    }

    [Fact]
    public async Task A_load_cell_is_calibrated_and_then_watched_in_grams()
    {
        Configure();
        var (code, output) = await CalibrateAsync(["--masses", "1kg", "--repeat", "2"], static grams => grams);
        Assert.True(code == 0, output);
        Assert.Matches(@"(400\.0|399\.9)\d+ counts a gram, zero at 2(50|49)\d{3}\.\d counts", output);
        Assert.Contains($"Written to {Calibration}", output, StringComparison.Ordinal);

        Load(345);
        var (watched, lines, errors) = await AgentProcess.RunAsync("scale", "watch", "--config", Config, "--json", "--for", "5s");
        Assert.True(watched == 0, errors);
        var sample = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(345, sample.GetProperty("gross").GetDouble(), 0.5);
        Assert.Equal("ok", sample.GetProperty("status").GetString());
        var summary = JsonDocument.Parse(lines[^1]).RootElement.GetProperty("summary");
        Assert.Equal(lines.Count - 1, summary.GetProperty("samples").GetInt32());
        var rate = summary.GetProperty("rateHz").GetDouble();
        Assert.InRange(rate, 0, 51);
        Assert.Equal(lines.Count - 2, rate * summary.GetProperty("seconds").GetDouble(), 1.5);
    }

    [Fact]
    public async Task A_wrong_known_mass_is_refused_and_nothing_is_written()
    {
        Configure();
        await File.WriteAllTextAsync(Calibration, "the one before", TestContext.Current.CancellationToken);
        var (code, output) = await CalibrateAsync(["--masses", "500g,1kg,2kg", "--repeat", "1"], static grams => grams == 1000 ? 1060 : grams);
        Assert.Equal(1, code);
        Assert.Contains("refused: 1000 g is off by +", output, StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", output, StringComparison.Ordinal);
        Assert.Equal("the one before", await File.ReadAllTextAsync(Calibration, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_calibration_that_is_far_from_the_previous_one_is_written_only_on_request()
    {
        Configure();
        Assert.Equal(0, (await CalibrateAsync(["--masses", "1kg", "--repeat", "1"], static grams => grams)).ExitCode);
        var first = await File.ReadAllTextAsync(Calibration, TestContext.Current.CancellationToken);

        // 453.6 g were put on and called a pound of 500 g.
        var (code, output) = await CalibrateAsync(["--masses", "500g", "--repeat", "1"], static _ => 454);
        Assert.Equal(1, code);
        Assert.Contains("what weighed 1000 g would weigh 110", output, StringComparison.Ordinal);
        Assert.Contains("--replace", output, StringComparison.Ordinal);
        Assert.Equal(first, await File.ReadAllTextAsync(Calibration, TestContext.Current.CancellationToken));

        Assert.Equal(0, (await CalibrateAsync(["--masses", "500g", "--repeat", "1", "--replace"], static _ => 454)).ExitCode);
        Assert.NotEqual(first, await File.ReadAllTextAsync(Calibration, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await CalibrateAsync(["--masses", "500g", "--repeat", "1"], static _ => 454)).ExitCode);
    }

    [Fact]
    public async Task A_dead_converter_is_not_watched_calibrated_or_called_good()
    {
        Configure();
        Assert.Equal(0, (await CalibrateAsync(["--masses", "1kg", "--repeat", "1"], static grams => grams)).ExitCode);
        using var dead = new IioTree();
        dead.SetCounts(-1);
        Configure(dead);
        var (watched, _, errors) = await AgentProcess.RunAsync("scale", "watch", "--config", Config);
        Assert.Equal(1, watched);
        Assert.Contains("repeats the value -1", errors, StringComparison.Ordinal);

        var (calibrated, _, why) = await AgentProcess.RunAsync("scale", "calibrate", "--config", Config, "--masses", "1kg");
        Assert.Equal(1, calibrated);
        Assert.Contains("repeats the value -1", why, StringComparison.Ordinal);

        var (examined, lines, _) = await AgentProcess.RunAsync("doctor", "--config", Config, "--only", "scale");
        Assert.Equal(1, examined);
        Assert.Contains("FAILED", string.Join('\n', lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0,5kg", "0.5kg, or the two masses 0 and 5kg")]
    [InlineData("1,000g", "1.000g, 1000g, or the two masses")]
    [InlineData("500", "has no unit")]
    public async Task Masses_with_two_readings_are_refused_with_both(string masses, string why)
    {
        var (code, _, errors) = await AgentProcess.RunAsync("scale", "calibrate", "--masses", masses);
        Assert.Equal(2, code);
        Assert.Contains(why, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_that_ends_too_early_writes_nothing()
    {
        Configure();
        Load(0);
        await using var agent = AgentProcess.Start(["scale", "calibrate", "--config", Config, "--masses", "1kg"]);
        agent.EndInput();
        Assert.Equal(1, await agent.WaitForExitAsync(TimeSpan.FromMinutes(2)));
        Assert.Contains("the input ended before every mass was measured", agent.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Calibration));
    }

    [Fact]
    public async Task A_simulated_scale_can_be_checked_as_a_rehearsal()
    {
        await File.WriteAllTextAsync(Config, """{ "Scale": { "Driver": "simulated", "RateHz": 50 } }""", TestContext.Current.CancellationToken);
        var (code, output) = await CalibrateAsync(["--masses", "1kg", "--repeat", "1"], static grams => grams);
        Assert.True(code == 0, output);
        Assert.Contains("The scale is accurate.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watching_ends_with_a_summary_when_it_is_stopped()
    {
        await File.WriteAllTextAsync(Config, """{ "Scale": { "Driver": "simulated" } }""", TestContext.Current.CancellationToken);
        await using var agent = AgentProcess.Start(["scale", "watch", "--config", Config]);
        await agent.WaitForLineAsync("gross");
        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains(" samples in ", agent.Output[^2], StringComparison.Ordinal);
        Assert.Empty(agent.Errors);
    }

    /// <summary>A wrong rate or format is the commonest fault of a new installation, and what came shows which it is.</summary>
    [Theory]
    [InlineData("Hello weight\r\n")]
    [InlineData("no line ever ends ")]
    public async Task What_a_scale_sends_is_quoted_when_nothing_of_it_is_understood(string text)
    {
        using var scale = new TcpListener(IPAddress.Loopback, 0);
        scale.Start();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sending = SendAsync(scale, Encoding.ASCII.GetBytes(text), ending.Token);
        var port = ((IPEndPoint)scale.LocalEndpoint).Port;
        await File.WriteAllTextAsync(Config, $$"""{ "Scale": { "Driver": "continuous", "Port": "tcp://127.0.0.1:{{port}}" } }""", ending.Token);

        var (code, _, errors) = await AgentProcess.RunAsync("scale", "watch", "--config", Config);
        Assert.Equal(1, code);
        Assert.Contains(text.TrimEnd(), errors, StringComparison.Ordinal);
        Assert.Contains("Scale:BaudRate", errors, StringComparison.Ordinal);
        await ending.CancelAsync();
        await sending;
    }

    [Fact]
    public async Task A_cell_that_is_not_calibrated_says_how_to_calibrate_it()
    {
        Configure();
        var (code, _, errors) = await AgentProcess.RunAsync("scale", "watch", "--config", Config);
        Assert.Equal(1, code);
        Assert.Contains("scale calibrate", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_read_while_the_service_holds_the_scale()
    {
        Configure();
        using var service = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        service.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "control.sock")));
        service.Listen();
        foreach (var command in (string[][])[["watch"], ["calibrate", "--masses", "1kg"]])
        {
            var (code, _, errors) = await AgentProcess.RunAsync(["scale", .. command, "--config", Config]);
            Assert.Equal(2, code);
            Assert.Contains("systemctl stop station-agent", errors, StringComparison.Ordinal);
        }
    }

    private static async Task SendAsync(TcpListener scale, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            using var client = await scale.AcceptTcpClientAsync(cancellationToken);
            while (true)
            {
                await client.GetStream().WriteAsync(bytes, cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The program has ended, or the test.
        }
    }

    private void Configure() => Configure(_tree);

    private void Configure(IioTree tree) => File.WriteAllText(Config, $$"""
        {
          "Scale": { "Driver": "hx711_iio", "Device": "{{tree.Folder}}", "RateHz": 50, "Calibration": "calibration.json" },
          "Storage": { "Directory": "{{_folder}}" }
        }
        """);

    private void Load(double grams) => _tree.Convert(Zero + (int)(grams * PerGram));

    /// <summary>Runs a calibration, puts on the mass that a person takes for each requested one, and presses Enter.</summary>
    private async Task<(int ExitCode, string Output)> CalibrateAsync(string[] options, Func<int, int> laysOn)
    {
        await using var agent = AgentProcess.Start(["scale", "calibrate", "--config", Config, .. options]);
        var line = 0;
        var finished = agent.WaitForExitAsync(TimeSpan.FromMinutes(3));
        while (!finished.IsCompleted)
        {
            var asked = agent.WaitForLineAsync("press Enter", line);
            if (await Task.WhenAny(asked, finished) == finished)
            {
                break;
            }

            line = await asked;
            var question = agent.Output[line - 1];
            var put = question.IndexOf("put ", StringComparison.Ordinal);
            Load(put < 0 ? 0 : laysOn(int.Parse(question[(put + 4)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
            agent.Enter();
        }

        return (await finished, string.Join('\n', agent.Output) + agent.Errors);
    }
}
