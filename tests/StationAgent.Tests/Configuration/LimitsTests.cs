using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Camera;
using StationAgent.Cli;
using StationAgent.Clock;
using StationAgent.Configuration;
using StationAgent.Hosting;
using StationAgent.Scale;
using StationAgent.Scale.LoadCell;
using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Tests.Configuration;

/// <summary>What is called a valid configuration starts: every driver with the least and with the greatest value of every key.</summary>
public sealed class LimitsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-limits-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_agent_can_be_put_together_with_every_key_at_each_of_its_limits()
    {
        using var recogniser = ModelOption.Load(null);
        foreach (var (key, limit) in Limits(static key => key.Path != "Logging:Level"))
        {
            if (OptionsOf(("Logging:Level", "\"none\""), Driver("Signals", "simulated"), (key.Path, limit)) is { } options)
            {
                await using var host = (IAsyncDisposable)AgentHost.Build(options, recogniser);
                Assert.NotEmpty(((IHost)host).Services.GetServices<IHostedService>());
            }
        }
    }

    [Fact]
    public async Task The_simulated_sensors_give_readings_at_every_limit()
    {
        foreach (var (key, limit) in Limits(static key => key.Path.StartsWith("Scale:", StringComparison.Ordinal)
            || key.Path.StartsWith("Camera:", StringComparison.Ordinal) || key.Path.StartsWith("Simulation:", StringComparison.Ordinal)))
        {
            if (OptionsOf((key.Path, limit)) is { Scale.Driver.IsSimulated: true } options && options.Camera.Driver == CameraDrivers.Simulated)
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
        var calibration = Path.Combine(_folder, "no-calibration.json");
        foreach (var driver in ScaleDrivers.All.Where(static driver => !driver.IsSimulated))
        {
            foreach (var (key, limit) in Limits(static key => key.Path.StartsWith("Scale:", StringComparison.Ordinal) && key.Path != "Scale:Driver"))
            {
                (string, string)[] needed =
                [
                    Driver("Scale", driver.Name),
                    ("Scale:Port", "\"/dev/no-such-port\""),
                    ("Scale:Device", "\"/sys/no-such-device\""),
                    ("Scale:Calibration", JsonValue.Create(calibration).ToJsonString()),
                    ("Scale:DataPin", "5"),
                    ("Scale:ClockPin", "6"),
                    ("Scale:Iot:DataPin", "7"),
                    ("Scale:Iot:ClockPin", "8"),
                    ("Scale:Iot:CountsPerGram", "400"),
                    (key.Path, limit),
                ];
                if (OptionsOf(needed) is { } options)
                {
                    await AssertMissingAsync($"{driver.Name} {key.Path} = {limit}", async () =>
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
        var pictures = Directory.CreateDirectory(Path.Combine(_folder, "pictures")).FullName;
        File.WriteAllBytes(Path.Combine(pictures, "1.jpg"), [0xFF, 0xD8, 0xFF, 0xD9]);
        foreach (var driver in CameraDrivers.All.Where(static driver => driver != CameraDrivers.Simulated))
        {
            foreach (var (key, limit) in Limits(static key => key.Path.StartsWith("Camera:", StringComparison.Ordinal) && key.Path != "Camera:Driver"))
            {
                var path = driver.IsDevice ? "/dev/no-such-camera" : pictures;
                if (OptionsOf(
                    Driver("Camera", driver.Name),
                    ("Camera:Path", JsonValue.Create(path).ToJsonString()),
                    ("Camera:Url", "\"http://127.0.0.1:9/\""),
                    ("Camera:Program", "\"/no/such/program\""),
                    ("Camera:Iot:Device", "\"/dev/no-such-camera0\""),
                    (key.Path, limit)) is { } options)
                {
                    var services = new CameraServices(BootTimeProvider.Instance, NullLoggerFactory.Instance, static _ => throw new InvalidOperationException());
                    await AssertMissingAsync($"{driver.Name} {key.Path} = {limit}", async () =>
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

    /// <summary>A device that is not there is reported in a way that the service and every command handle; anything else would end them.</summary>
    private static async Task AssertMissingAsync(string what, Func<Task> open)
    {
        try
        {
            await open();
        }
        catch (Exception failure) when (failure is IOException or FrameSourceException or CalibrationException or UnauthorizedAccessException)
        {
            Assert.NotEmpty(failure.Message);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Assert.Fail($"{what}: {failure}");
        }
    }

    private static IEnumerable<(ConfigurationKey<AgentOptions> Key, string Limit)> Limits(Func<ConfigurationKey<AgentOptions>, bool> isMeant) =>
        AgentOptions.Schema.Keys.Where(isMeant).SelectMany(static key => key.Facts.Limits, static (key, limit) => (key, limit));

    private static (string Path, string Value) Driver(string section, string name) => ($"{section}:Driver", $"\"{name}\"");

    /// <summary>The options with these values as JSON; null when they are refused, which must be with a reason for a key.</summary>
    private AgentOptions? OptionsOf(params (string Path, string Value)[] values)
    {
        var root = new JsonObject();
        foreach (var (path, value) in ((string, string)[])[("Storage:Directory", JsonValue.Create(Path.Combine(_folder, "store")).ToJsonString()), .. values])
        {
            var names = path.Split(':');
            var section = root;
            foreach (var name in names[..^1])
            {
                section = (JsonObject)(section[name] ??= new JsonObject());
            }

            section[names[^1]] = JsonNode.Parse(value);
        }

        var result = TestSources.OfText(root.ToJsonString());
        Assert.All(result.Problems, static problem => Assert.NotEmpty(problem.Path));
        return result.Configuration?.Options;
    }
}
