using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.BinLevel;
using StationAgent.BinLevel.Levels;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.BinLevel;

public sealed class BinWatchTests
{
    private readonly ConcurrentQueue<string> _alarms = [];
    private readonly ConcurrentQueue<string> _notes = [];
    private int _told;

    [Fact]
    public async Task A_bin_on_the_scale_reports_its_level_and_raises_each_alarm_once()
    {
        using var stop = new CancellationTokenSource();
        using var watch = Mass(noted: null);
        watch.HealthChanged += () => Interlocked.Increment(ref _told);
        var running = watch.RunAsync(stop.Token);
        Assert.Null(watch.Health.Level);

        await RestAsync(watch, 5_000, 0.5);
        Assert.Equal(5_000, watch.Health.Grams);
        Assert.Equal(PartState.Ok, watch.Health.State);
        await RestAsync(watch, 8_100, 0.81);
        await RestAsync(watch, 8_200, 0.82);
        await RestAsync(watch, 9_600, 0.96);
        await RestAsync(watch, 9_700, 0.97);
        Assert.Equal(PartState.Degraded, watch.Health.State);
        Assert.Equal("The bin is full (97 %).", watch.Health.Detail);
        await RestAsync(watch, 120, 0);
        Assert.Equal(PartState.Ok, watch.Health.State);
        await stop.CancelAsync();
        await running;
        Assert.Equal(["bin_nearly_full", "bin_full"], _alarms);
        Assert.Equal(["120"], _notes);
        Assert.Equal(4, _told);
    }

    [Theory]
    [InlineData("-250.4", 0.125)]
    [InlineData("not a number", 0.1)]
    [InlineData(null, 0.1)]
    public async Task After_a_restart_the_saved_reading_of_the_empty_bin_is_used(string? noted, double level)
    {
        using var stop = new CancellationTokenSource();
        using var watch = Mass(noted);
        var running = watch.RunAsync(stop.Token);
        await RestAsync(watch, 1_000, level);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_distance_sensor_that_fails_is_reported_and_measured_again()
    {
        using var stop = new CancellationTokenSource();
        var time = new FakeTimeProvider();
        var sensor = new Sensor();
        var watch = new DistanceWatch(sensor, new DistanceLevel(800, 200), Report(BinLevelSource.Distance), time);
        var running = watch.RunAsync(stop.Token);
        sensor.Next = 500;
        await Eventually.HoldsAsync(() => watch.Health.Level == 0.5, Look);
        Assert.Equal(500, watch.Health.Millimetres);
        sensor.Next = null;
        await Eventually.HoldsAsync(() => watch.Health is { Level: null, State: PartState.Degraded, Detail: "no echo" }, Look);
        sensor.Next = 210;
        await Eventually.HoldsAsync(() => watch.Health.Level > 0.98 && !_alarms.IsEmpty, Look);
        Assert.Equal(["bin_full"], _alarms);
        await stop.CancelAsync();
        await running;

        void Look() => time.Advance(TimeSpan.FromSeconds(5));
    }

    private static async Task RestAsync(MassWatch watch, double grams, double level)
    {
        var state = new DropOffState.Ready(new StationMemory());
        watch.OnStep(new StationSignal.LoadStable(TimeSpan.Zero, new StableWeight(new Grams(grams), new Grams(1))), state, state);
        await Eventually.HoldsAsync(() => watch.Health.Level == level);
    }

    private MassWatch Mass(string? noted) => new(
        new Grams(10_000),
        noted,
        Report(BinLevelSource.Mass),
        (text, _) =>
        {
            _notes.Enqueue(text);
            return Task.CompletedTask;
        },
        NullLogger.Instance);

    private BinReport Report(BinLevelSource source) => new(
        source,
        new FillJudge(0.8, 0.95),
        (cause, _, _) =>
        {
            _alarms.Enqueue(cause);
            return Task.CompletedTask;
        },
        NullLogger.Instance);

    private sealed class Sensor : IDistanceSensor
    {
        public double? Next { get; set; }

        public ValueTask<double> MeasureAsync(CancellationToken cancellationToken) =>
            Next is { } distance ? ValueTask.FromResult(distance) : throw new IOException("no echo");
    }
}
