using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Camera;
using StationAgent.Cli;
using StationAgent.Clock;
using StationAgent.Contracts.Carbon;
using StationAgent.Hosting;
using StationAgent.Scale;
using Xunit;

namespace StationAgent.Tests.Configuration;

/// <summary>What is called a valid configuration starts: every driver with the least and with the greatest value of every key.</summary>
public sealed class LimitsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly LimitCases _cases = new();

    public void Dispose() => _cases.Dispose();

    [Fact]
    public async Task The_agent_can_be_put_together_with_every_key_at_each_of_its_limits()
    {
        using var recogniser = ModelOption.Load(null);
        foreach (var (key, limit) in LimitCases.Limits(static key => key.Path != "Logging:Level"))
        {
            if (_cases.OptionsOf(("Logging:Level", "\"none\""), LimitCases.Driver("Signals", "simulated"), (key.Path, limit)) is { } options)
            {
                await using var host = (IAsyncDisposable)AgentHost.Build(options, recogniser, FactorsDocument.Shipped);
                Assert.NotEmpty(((IHost)host).Services.GetServices<IHostedService>());
            }
        }
    }

    [Fact]
    public async Task The_simulated_sensors_give_readings_at_every_limit()
    {
        foreach (var (key, limit) in LimitCases.Limits(static key => key.Path.StartsWith("Scale:", StringComparison.Ordinal)
            || key.Path.StartsWith("Camera:", StringComparison.Ordinal) || key.Path.StartsWith("Simulation:", StringComparison.Ordinal)))
        {
            if (_cases.OptionsOf((key.Path, limit)) is { Scale.Driver.IsSimulated: true } options && options.Camera.Driver == CameraDrivers.Simulated)
            {
                var sensors = StationDevices.Sensors(options, BootTimeProvider.Instance, NullLoggerFactory.Instance);
                await using var scale = sensors.OpenScale();
                await using var camera = sensors.OpenCamera();
                await scale.NextAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
                await camera.NextAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task Every_scale_driver_opens_or_says_what_is_missing_at_every_limit()
    {
        var calibration = Path.Combine(_cases.Folder, "no-calibration.json");
        foreach (var driver in ScaleDrivers.All.Where(static driver => !driver.IsSimulated))
        {
            foreach (var (key, limit) in LimitCases.LimitsOf("Scale"))
            {
                (string, string)[] needed =
                [
                    LimitCases.Driver("Scale", driver.Name),
                    ("Scale:Port", "\"/dev/no-such-port\""),
                    ("Scale:Device", "\"/sys/no-such-device\""),
                    ("Scale:Calibration", JsonValue.Create(calibration).ToJsonString()),
                    ("Scale:GpioChip", LimitCases.NoSuchNumber),
                    ("Scale:DataPin", "5"),
                    ("Scale:ClockPin", "6"),
                    ("Scale:Iot:GpioChip", LimitCases.NoSuchNumber),
                    ("Scale:Iot:DataPin", "7"),
                    ("Scale:Iot:ClockPin", "8"),
                    ("Scale:Iot:CountsPerGram", "400"),
                    (key.Path, limit),
                ];
                if (_cases.OptionsOf(needed) is { } options && !LimitCases.IsReal(driver.Lines(options.Scale)))
                {
                    await LimitCases.AssertMissingAsync($"{driver.Name} {key.Path} = {limit}", async () =>
                    {
                        await using var scale = TestScales(options.Scale);
                        await scale.NextAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
                    });
                }
            }
        }
    }

    [Fact]
    public async Task Every_camera_driver_opens_or_says_what_is_missing_at_every_limit()
    {
        var pictures = Directory.CreateDirectory(Path.Combine(_cases.Folder, "pictures")).FullName;
        File.WriteAllBytes(Path.Combine(pictures, "1.jpg"), [0xFF, 0xD8, 0xFF, 0xD9]);
        foreach (var driver in CameraDrivers.All.Where(static driver => driver != CameraDrivers.Simulated))
        {
            foreach (var (key, limit) in LimitCases.LimitsOf("Camera"))
            {
                var path = driver.IsDevice ? "/dev/no-such-camera" : pictures;
                if (_cases.OptionsOf(
                    LimitCases.Driver("Camera", driver.Name),
                    ("Camera:Path", JsonValue.Create(path).ToJsonString()),
                    ("Camera:Url", driver == CameraDrivers.Rtsp ? "\"rtsp://127.0.0.1:9/\"" : "\"http://127.0.0.1:9/\""),
                    ("Camera:Program", "\"/no/such/program\""),
                    ("Camera:Iot:Device", "\"/dev/no-such-camera255\""),
                    (key.Path, limit)) is { } options
                    && !(driver.IsDevice && LimitCases.IsReal(options.Camera.Path, options.Camera.Iot.Device)))
                {
                    var services = new CameraServices(BootTimeProvider.Instance, NullLoggerFactory.Instance, static _ => throw new InvalidOperationException());
                    await LimitCases.AssertMissingAsync($"{driver.Name} {key.Path} = {limit}", async () =>
                    {
                        await using var camera = driver.Open(options.Camera, services);
                        await camera.NextAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
                    });
                }
            }
        }
    }

    [Theory]
    [InlineData("""{"Scale":{"Driver":"simulated","RateHz":5}}""")]
    [InlineData("""{"Scale":{"Driver":"simulated","RateHz":100}}""")]
    [InlineData("""{"Camera":{"FramesPerSecond":60}}""")]
    public async Task Settings_that_were_valid_but_failed_give_readings(string text)
    {
        var options = TestSources.OfText(text).Configuration!.Options;
        var sensors = StationDevices.Sensors(options, BootTimeProvider.Instance, NullLoggerFactory.Instance);
        await using var scale = sensors.OpenScale();
        await using var camera = sensors.OpenCamera();
        await scale.NextAsync(TestContext.Current.CancellationToken);
        await camera.NextAsync(TestContext.Current.CancellationToken);
    }

    private static IScale TestScales(ScaleOptions options) => Tests.Scale.TestScales.Open(options);
}
