using System.Text.Json.Nodes;
using StationAgent.Configuration;
using StationAgent.Gpio;
using StationAgent.Hosting;
using StationAgent.Scale.LoadCell;
using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Tests.Configuration;

/// <summary>
/// Makes options with a key at one of its limits, and opens devices with them. The tests run on machines with real hardware too, so that a device that exists
/// is never opened: the tests name chips and buses with a high number, and a limit that names an existing one is left out.
/// </summary>
internal sealed class LimitCases : IDisposable
{
    /// <summary>A number of GPIO chip, I2C bus or SPI bus that no machine has.</summary>
    public const string NoSuchNumber = "255";

    /// <summary>Where the options store their events.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("station-agent-limits-").FullName;

    /// <summary>Each limit of each key that is meant.</summary>
    public static IEnumerable<(ConfigurationKey<AgentOptions> Key, string Limit)> Limits(Func<ConfigurationKey<AgentOptions>, bool> isMeant) =>
        AgentOptions.Schema.Keys.Where(isMeant).SelectMany(static key => key.Facts.Limits, static (key, limit) => (key, limit));

    /// <summary>Each limit of each key of a section, except for its driver.</summary>
    public static IEnumerable<(ConfigurationKey<AgentOptions> Key, string Limit)> LimitsOf(string section) =>
        Limits(key => key.Path.StartsWith($"{section}:", StringComparison.Ordinal) && key.Path != $"{section}:Driver");

    /// <summary>The key and value that choose a driver.</summary>
    public static (string Path, string Value) Driver(string section, string name) => ($"{section}:Driver", $"\"{name}\"");

    /// <summary>True when one of these devices exists, so that none may be opened.</summary>
    public static bool IsReal(params IEnumerable<string?> devices) => devices.Any(Path.Exists);

    /// <summary>True when one of these lines is on a GPIO chip that exists.</summary>
    public static bool IsReal(IEnumerable<GpioLine> lines) => IsReal(lines.Select(static line => $"/dev/gpiochip{line.Chip}"));

    /// <summary>A device that is not there is reported in a way that the service and every command handle; anything else would end them.</summary>
    public static async Task AssertMissingAsync(string what, Func<Task> open)
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

    /// <summary>The options with these values as JSON; null when they are refused, which must be with a reason for a key.</summary>
    public AgentOptions? OptionsOf(params (string Path, string Value)[] values)
    {
        var root = new JsonObject();
        foreach (var (path, value) in ((string, string)[])[("Storage:Directory", JsonValue.Create(Path.Combine(Folder, "store")).ToJsonString()), .. values])
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

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
