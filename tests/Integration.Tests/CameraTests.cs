using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using StationAgent.Simulation.Scenes;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>The service, <c>doctor</c> and the other commands with IP cameras that do what real ones do.</summary>
public sealed class CameraTests : IDisposable
{
    private const string Canary = "CANARY-7";
    private const int Platform = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("camera-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_camera_whose_first_picture_takes_five_seconds_works_in_the_service_as_in_doctor()
    {
        await using var camera = CameraServer.Streaming(Pictures(), rate: 5, before: TimeSpan.FromSeconds(5));
        await using var broker = await Mosquitto.StartAsync();

        // A busy machine sends fewer pictures than five a second, of which doctor would warn.
        using var station = new StationFolder(broker, sensors: Sensors(camera.Url.ToString(), rate: 1));

        var (_, lines, errors) = await AgentProcess.RunAsync("doctor", "--config", station.Config, "--only", "camera", "--json", "--frame", Path.Combine(_folder.FullName, "frame.jpg"));
        Assert.Equal("ok", Result(lines, "picture").GetProperty("state").GetString());
        Assert.Empty(errors);

        await using var agent = station.Run();
        await agent.WaitForLineAsync("The Camera works: it delivers readings.").WaitAsync(Patience, TestContext.Current.CancellationToken);
        agent.Terminate();
        await agent.WaitForExitAsync(Patience);
        Assert.Equal(2, camera.Connections);
    }

    [Fact]
    public async Task A_camera_that_sends_no_pictures_is_reported_by_what_it_sends_and_not_in_words_of_dotnet()
    {
        await using var camera = new CameraServer(async (_, stream, cancellationToken) =>
        {
            await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
            while (true)
            {
                await CameraServer.WriteAsync(stream, "\x01\x02\x03\x04", cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            }
        });
        await using var broker = await Mosquitto.StartAsync();
        using var station = new StationFolder(broker, sensors: Sensors(camera.Url.ToString()));
        await using var agent = station.Run();

        await agent.WaitForLineAsync("without a whole JPEG picture").WaitAsync(Patience, TestContext.Current.CancellationToken);

        // It is opened again, and the reason stays.
        await Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System, TestContext.Current.CancellationToken);
        agent.Terminate();
        await agent.WaitForExitAsync(Patience);
        var log = string.Join('\n', agent.Output) + agent.Errors;
        Assert.InRange(log.Split("Camera failed").Length - 1, 1, 3);
        foreach (var foreign in (string[])["disposed", "System.", "Parameter", "Exception"])
        {
            Assert.DoesNotContain(foreign, log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pictures_that_cannot_be_decoded_are_an_alarm_with_the_reason()
    {
        await using var camera = CameraServer.Streaming([.. Pictures().Select(static picture => TwelveBit(picture))], rate: 5);
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/corner-shop/device-7/#");
        using var station = new StationFolder(broker, sensors: Sensors(camera.Url.ToString()));
        await using var agent = station.Run();

        await agent.WaitForLineAsync("Camera failed: the frame is a JPEG with 12 bits a colour").WaitAsync(Patience, TestContext.Current.CancellationToken);
        await subscriber.WaitForAsync(
            static all => all.Any(static one => one.Topic.EndsWith("/evt/alarm", StringComparison.Ordinal) && one.Payload.Contains("12 bits a colour", StringComparison.Ordinal)), "the alarm");
        await subscriber.WaitForAsync(
            static all => StationFolder.NewestHealth(all) is { } health && health.GetProperty("camera").GetProperty("state").GetString() == "failed", "a camera that has failed");
    }

    [Fact]
    public async Task A_password_in_the_address_of_a_camera_is_in_no_output()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/corner-shop/device-7/#");
        string config;
        var seen = new StringBuilder();
        var camera = CameraServer.Streaming(Pictures(), rate: 5);
        using var station = new StationFolder(broker, sensors: Sensors($"{camera.Url}?user=admin&pwd={Canary}"));
        config = station.Config;
        await using (var agent = station.Run())
        {
            await agent.WaitForLineAsync("The Camera works: it delivers readings.").WaitAsync(Patience, TestContext.Current.CancellationToken);
            await camera.DisposeAsync();
            await agent.WaitForLineAsync("connection refused").WaitAsync(Patience, TestContext.Current.CancellationToken);
            await subscriber.WaitForAsync(static all => all.Any(static one => one.Topic.EndsWith("/evt/alarm", StringComparison.Ordinal)), "the alarm");
            agent.Terminate();
            await agent.WaitForExitAsync(Patience);
            seen.AppendJoin('\n', agent.Output).Append(agent.Errors);
        }

        var bundle = Path.Combine(_folder.FullName, "bundle.zip");
        foreach (var arguments in (string[][])
        [
            ["doctor", "--config", config, "--only", "camera", "--frame", Path.Combine(_folder.FullName, "frame.jpg"), "--bundle", bundle],
            ["config", "show", "--config", config],
            ["config", "check", "--config", config],
            ["events", "list", "--config", config, "--json"],
        ])
        {
            var (_, lines, errors) = await AgentProcess.RunAsync(arguments);
            seen.AppendJoin('\n', lines).Append(errors);
        }

        Assert.Contains("Hint: ", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains("/stream", seen.ToString(), StringComparison.Ordinal);
        using (var archive = await ZipFile.OpenReadAsync(bundle, TestContext.Current.CancellationToken))
        {
            foreach (var entry in archive.Entries)
            {
                using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
                seen.Append(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
            }
        }

        Assert.DoesNotContain(Canary, seen.ToString(), StringComparison.Ordinal);
        Assert.All(subscriber.Received, static one => Assert.DoesNotContain(Canary, one.Payload, StringComparison.Ordinal));
    }

    private static string Sensors(string url, int rate = 10) => $$"""
        "Camera": { "Driver": "mjpeg", "Url": "{{url}}", "FramesPerSecond": {{rate}} },
        """;

    private static ImmutableArray<byte[]> Pictures()
    {
        using var renderer = new SceneRenderer(new SceneOptions());
        return [.. Enumerable.Range(1, 3).Select(noise => renderer.RenderJpeg(Scene.Empty(Platform, noise)))];
    }

    private static byte[] TwelveBit(byte[] picture)
    {
        var changed = picture.ToArray();
        var header = changed.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        (changed[header + 1], changed[header + 4]) = (0xC1, 12);
        return changed;
    }

    private static JsonElement Result(IEnumerable<string> lines, string check) =>
        JsonDocument.Parse(string.Concat(lines)).RootElement.GetProperty("results").EnumerateArray().Single(one => one.GetProperty("check").GetString() == check);
}
