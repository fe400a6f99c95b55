using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Clock;
using StationAgent.Scale;
using StationAgent.Scale.MtSics;
using StationAgent.Station;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station;

/// <summary>The zero over restarts, in a real store and simulated time.</summary>
public sealed class ZeroKeeperTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;
    private readonly FakeTimeProvider _time = new();
    private Outbox _outbox = null!;

    public ValueTask InitializeAsync()
    {
        _outbox = Outbox.Open(_folder, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_carton_keeps_its_mass_over_a_clean_restart_and_is_not_counted_again()
    {
        var (keeper, tracker) = Start("scale");
        var (running, stop) = Run(keeper);
        Feed(keeper, tracker, 12, 5);
        Feed(keeper, tracker, 162, 5);
        await stop.CancelAsync();
        await running;

        var (_, restarted) = Start("scale");
        Assert.Equal(12, restarted.Zero.Value, 1);
        var told = Assert.Single(Feed(keeper, restarted, 162, 5));
        Assert.Equal(150, Assert.IsType<StationSignal.LoadStable>(told).Load.Mass.Value, 0);
        Assert.Equal(0, Start("another scale").Tracker.Zero.Value);
    }

    [Fact]
    public async Task While_it_runs_the_zero_is_noted_once_in_ten_minutes_and_only_when_it_has_moved()
    {
        var (keeper, tracker) = Start("scale");
        var (running, stop) = Run(keeper);
        Feed(keeper, tracker, 5, 5);
        Assert.Null(_outbox.GetNote(ZeroKeeper.NoteKey));

        await AdvanceAsync(11, keeper, tracker, 5);
        var first = await NoteAfterAsync(null, keeper, tracker, 5);

        await AdvanceAsync(60, keeper, tracker, 5.5);
        Assert.Equal(first, _outbox.GetNote(ZeroKeeper.NoteKey));

        await AdvanceAsync(11, keeper, tracker, 12);
        await NoteAfterAsync(first, keeper, tracker, 12);
        await stop.CancelAsync();
        await running;
    }

    private (ZeroKeeper Keeper, LoadTracker Tracker) Start(string scale)
    {
        var clock = new ClockSource(_time, "boot", static () => (ClockQuality.Unsynchronised, null));
        var options = new ScaleOptions { Driver = MtSicsDriver.Entry, Line = new ScaleLineOptions { Port = scale } };
        var tracker = new LoadTracker(PlatformKind.Tray, new WeighingOptions(), ZeroKeeper.Read(_outbox, clock, options, TimeSpan.FromDays(7)));
        return (new ZeroKeeper(_outbox, clock, tracker, options, _time), tracker);
    }

    private static (Task Running, CancellationTokenSource Stop) Run(ZeroKeeper keeper)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        return (keeper.RunAsync(stop.Token), stop);
    }

    /// <summary>Lets minutes pass, in each of which the scale says the same for a moment.</summary>
    private async Task AdvanceAsync(int minutes, ZeroKeeper keeper, LoadTracker tracker, double grams)
    {
        for (var i = 0; i < minutes; i++)
        {
            Feed(keeper, tracker, grams, 5);
            _time.Advance(TimeSpan.FromSeconds(55));
            await Task.Yield();
        }
    }

    /// <summary>Lets time go on until another note than the one before is there: the keeper may have slept through ticks that came in one go.</summary>
    private async Task<string> NoteAfterAsync(string? before, ZeroKeeper keeper, LoadTracker tracker, double grams)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            if (_outbox.GetNote(ZeroKeeper.NoteKey) is { } note && note != before)
            {
                return note;
            }

            await look.WaitForNextTickAsync(limit.Token);
            await AdvanceAsync(1, keeper, tracker, grams);
        }
    }

    private List<StationSignal> Feed(ZeroKeeper keeper, LoadTracker tracker, double grams, double seconds)
    {
        List<StationSignal> told = [];
        for (var i = 0; i < seconds * 10; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            var sample = new ScaleSample(_time.SinceBoot(), new Grams(grams));
            if (tracker.Process(sample, nothingPending: true) is { } one)
            {
                told.Add(one);
            }

            keeper.OnSample(sample, tracker.CurrentLoad);
        }

        return told;
    }
}
