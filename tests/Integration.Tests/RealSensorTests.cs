using System.Globalization;
using System.Text.Json;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>
/// The service with a terminal that speaks MT-SICS on a serial port and a folder of matching frames: every ten seconds a carton of 180 g
/// lies on the tray for three.
/// </summary>
public sealed class RealSensorTests
{
    private const int Grams = 180;
    private const int Platform = 3;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LoadedFrom = TimeSpan.FromSeconds(5);
    // A camera works once there is a reference; by then it has shown three seconds of its pictures, with which the load must go on together.
    private static readonly TimeSpan ReferenceTakes = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LoadedUntil = TimeSpan.FromSeconds(8);

    // The carton is gone again before its pictures are classified, or the terminal of the test was not heard for a moment.
    private static readonly string[] OfABusyMachine = ["load_changed_meanwhile", "scale_silent", "camera_late", "capture_timeout", "classification_timeout"];

    [Fact]
    public async Task An_unplugged_scale_and_a_stalled_camera_come_back_and_no_event_is_invented()
    {
        using var frames = new FrameFolder();
        frames.Fill();
        var clock = new VisitClock();
        var terminal = new ScriptedTerminal { Load = clock.Load };
        await using var device = await PluggedDevice.OnPtyAsync(terminal.RunAsync);
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/corner-shop/device-7/#");
        using var station = new StationFolder(broker, sensors: $$"""
            "Scale": { "Driver": "mt_sics", "Port": "{{device.Port}}" },
            "Camera": { "Driver": "folder", "Path": "{{frames.Path}}", "FramesPerSecond": 10 },
            """);
        await using var agent = station.Run();
        await agent.WaitForLineAsync("The Camera works: it delivers readings.").WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        clock.Restart(ReferenceTakes);
        await DropOffsAsync(subscriber, 2);

        await device.UnplugAsync();
        await HealthAsync(subscriber, "scale", "failed");
        await device.PlugAsync();
        await HealthAsync(subscriber, "scale", "ok");
        await DropOffsAsync(subscriber, DropOffs(subscriber).Count + 1);

        frames.Hide();
        await HealthAsync(subscriber, "camera", "failed");
        frames.Show();
        clock.Restart(TimeSpan.Zero);
        await HealthAsync(subscriber, "camera", "ok");
        await DropOffsAsync(subscriber, DropOffs(subscriber).Count + 1);
        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync(TimeSpan.FromMinutes(3)));

        var judged = DropOffs(subscriber);
        Assert.InRange(judged.Count, 4, clock.Visits);
        Assert.All(judged, static data =>
        {
            var mass = data.GetProperty("mass");
            var tolerance = 2 + mass.GetProperty("uncertainty").GetDouble();
            Assert.InRange(mass.GetProperty("grams").GetDouble(), Grams - tolerance, Grams + tolerance);
            if (data.GetProperty("item") is { ValueKind: JsonValueKind.Object } item)
            {
                // A hand or a half-laid piece in the pictures of a busy machine leaves the class open.
                Assert.InRange(item.GetProperty("scores").GetProperty("packaging/carton").GetDouble(), 0.5, 1);
            }
            else
            {
                Assert.Contains(data.GetProperty("reasons")[0].GetString(), OfABusyMachine);
            }
        });
        Assert.Contains(judged, static data => data.GetProperty("item").ValueKind == JsonValueKind.Object);
        var alarms = subscriber.Received.Where(static one => one.Topic.EndsWith("/evt/alarm", StringComparison.Ordinal)).Select(static one => Data(one.Payload));
        Assert.Equal(["scale_fault", "camera_fault"], alarms.Select(static alarm => alarm.GetProperty("cause").GetString()));
    }

    private static Task DropOffsAsync(MosquittoSubscriber subscriber, int count) =>
        subscriber.WaitForAsync(_ => DropOffs(subscriber).Count >= count, $"{count} drop-offs");

    private static Task HealthAsync(MosquittoSubscriber subscriber, string part, string state) => subscriber.WaitForAsync(
        all => StationFolder.NewestHealth(all) is { } health && health.GetProperty(part).GetProperty("state").GetString() == state, $"a {part} that is {state}");

    private static List<JsonElement> DropOffs(MosquittoSubscriber subscriber) =>
    [
        .. subscriber.Received
            .Where(static one => one.Topic.EndsWith("/evt/dropoff", StringComparison.Ordinal) && Type(one.Payload) == "io.stationagent.dropoff.v1")
            .Select(static one => Data(one.Payload)),
    ];

    private static string? Type(string payload) => JsonDocument.Parse(payload).RootElement.GetProperty("type").GetString();

    private static JsonElement Data(string payload) => JsonDocument.Parse(payload).RootElement.GetProperty("data");

    /// <summary>When the carton lies on the tray.</summary>
    private sealed class VisitClock
    {
        private readonly Lock _gate = new();
        private long _start = TimeProvider.System.GetTimestamp();
        private bool _loaded;

        /// <summary>How often it was laid there.</summary>
        public int Visits { get; private set; }

        /// <summary>A period began this long ago.</summary>
        public void Restart(TimeSpan ago)
        {
            lock (_gate)
            {
                _start = TimeProvider.System.GetTimestamp() - (long)(ago.TotalSeconds * TimeProvider.System.TimestampFrequency);
            }
        }

        public double Load()
        {
            lock (_gate)
            {
                var into = TimeSpan.FromTicks(TimeProvider.System.GetElapsedTime(_start).Ticks % Period.Ticks);
                var isLoaded = into >= LoadedFrom && into < LoadedUntil;
                Visits += isLoaded && !_loaded ? 1 : 0;
                _loaded = isLoaded;
                return isLoaded ? Grams : 0;
            }
        }
    }

    /// <summary>One period of pictures, ten a second.</summary>
    private sealed class FrameFolder : IDisposable
    {
        private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("frames-");

        public string Path => System.IO.Path.Combine(_root.FullName, "frames");

        private string Hidden => System.IO.Path.Combine(_root.FullName, "hidden");

        public void Fill()
        {
            Directory.CreateDirectory(Path);
            using var renderer = new SceneRenderer(new SceneOptions());
            var carton = new PlacedItem(ShippedPieces.Load().Draw(PieceCatalogue.Shipped["packaging/carton/intact"], 4716), 20, -10, 40);
            byte[][] empty = [.. Enumerable.Range(1, 3).Select(noise => renderer.RenderJpeg(Scene.Empty(Platform, noise)))];
            byte[][] loaded = [.. Enumerable.Range(4, 3).Select(noise => renderer.RenderJpeg(new Scene(Platform, [carton], null, noise)))];
            for (var i = 0; i < 100; i++)
            {
                // The carton is in the picture before it is let go and after it was taken up again.
                var pictures = i is >= 40 and < 90 ? loaded : empty;
                File.WriteAllBytes(System.IO.Path.Combine(Path, i.ToString("000", CultureInfo.InvariantCulture) + ".jpg"), pictures[i % pictures.Length]);
            }
        }

        public void Hide() => Directory.Move(Path, Hidden);

        public void Show() => Directory.Move(Hidden, Path);

        public void Dispose() => _root.Delete(recursive: true);
    }
}
