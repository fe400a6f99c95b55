using StationAgent.Configuration;
using StationAgent.Testing;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Weighing;

public sealed class LoadTrackerTests
{
    private readonly LoadTracker _tray = new(PlatformKind.Tray, new WeighingOptions());
    private TimeSpan _now;

    [Fact]
    public void A_load_present_at_the_start_is_reported_and_never_becomes_the_zero()
    {
        var load = Assert.IsType<StationSignal.LoadStable>(Assert.Single(Feed(150, 3)));

        Assert.Equal(150, load.Load.Mass.Value, 3);
        Assert.Equal(Grams.Zero, _tray.Zero);
        Assert.Collection(Feed(0, 3), e => Assert.True(Assert.IsType<StationSignal.LoadChanged>(e).Lighter), e => Assert.IsType<StationSignal.LoadCleared>(e));
    }

    [Fact]
    public void A_small_reading_at_start_is_the_zero()
    {
        Assert.IsType<StationSignal.LoadCleared>(Assert.Single(Feed(12, 3)));

        Assert.Equal(12, _tray.Zero.Value, 3);
        Assert.Equal(0, _tray.CurrentLoad.Value, 3);
        Assert.Equal(150, Assert.IsType<StationSignal.LoadStable>(Feed(162, 3)[^1]).Load.Mass.Value, 3);
    }

    [Fact]
    public void A_load_that_the_scale_calls_moving_does_not_settle_however_still_it_seems()
    {
        var at = TimeSpan.FromSeconds(1);
        for (var i = 0; i < 100; i++)
        {
            at += TimeSpan.FromSeconds(0.1);
            Assert.Null(_tray.Process(new ScaleSample(at, new Grams(300), IsMoving: true), nothingPending: true));
        }

        StationSignal? settled = null;
        for (var i = 0; i < 40 && settled is null; i++)
        {
            at += TimeSpan.FromSeconds(0.1);
            settled = _tray.Process(new ScaleSample(at, new Grams(302)), nothingPending: true);
        }

        Assert.Equal(302, Assert.IsType<StationSignal.LoadStable>(settled).Load.Mass.Value, 3);

        // A flickering sign of motion does not make a settled load one that moves.
        Assert.Null(_tray.Process(new ScaleSample(at + TimeSpan.FromSeconds(0.1), new Grams(302), IsMoving: true), nothingPending: true));
        Assert.NotNull(_tray.RestingSince);
    }

    /// <summary>A draught that lifts the empty tray for a moment makes a zero that is wrong by as much.</summary>
    [Theory]
    [InlineData(3, 6)]
    [InlineData(9, 2)]
    public void A_mass_is_known_no_better_than_a_zero_that_moved_a_moment_ago(double seconds, double uncertainty)
    {
        Feed(0, 3);
        Feed(200, 3);
        Assert.IsType<StationSignal.LoadCleared>(Feed(-6, seconds)[^1]);

        Assert.Equal(uncertainty, Assert.IsType<StationSignal.LoadStable>(Feed(94, 3)[^1]).Load.Uncertainty.Value, 0);
    }

    /// <summary>The draught ceases, and the tray that is taken for empty rests above its new zero.</summary>
    [Fact]
    public void A_mass_is_known_no_better_than_what_rests_beside_the_zero()
    {
        Feed(0, 3);
        Feed(200, 3);
        Feed(-6, 3);
        Feed(0, 2);

        Assert.InRange(Assert.IsType<StationSignal.LoadStable>(Feed(100, 3)[^1]).Load.Uncertainty.Value, 4, 7);
    }

    [Fact]
    public void Only_the_first_load_may_become_the_zero()
    {
        Feed(0, 3);

        Assert.Equal(18, Assert.IsType<StationSignal.LoadStable>(Feed(18, 3)[^1]).Load.Mass.Value, 3);
    }

    [Fact]
    public void A_spike_is_no_event()
    {
        Feed(0, 3);

        Assert.Empty(Feed(4_000, 0.1));
        Assert.Empty(Feed(0, 3));
    }

    [Fact]
    public void The_zero_follows_drift_only_while_nothing_is_pending_and_no_faster_than_stated()
    {
        Feed(0, 3);

        Assert.Empty(Feed(4, 5, nothingPending: false));
        Assert.Equal(0, _tray.Zero.Value, 3);
        Assert.Empty(Feed(4, 5));
        Assert.InRange(_tray.Zero.Value, 0.7, 1.01);
        Assert.Empty(Feed(4, 120));
        Assert.Equal(4, _tray.Zero.Value, 1);
    }

    [Fact]
    public void A_load_keeps_its_reported_mass_while_the_scale_drifts()
    {
        Feed(0, 3);
        Feed(150, 3);

        for (var i = 1; i <= 60; i++)
        {
            Assert.Empty(Feed(150 + (i / 2.0), 60));
        }

        Assert.Equal(150, _tray.CurrentLoad.Value, 0);
        Assert.Collection(Feed(30, 3), e => Assert.IsType<StationSignal.LoadChanged>(e), e => Assert.IsType<StationSignal.LoadCleared>(e));
    }

    [Fact]
    public void Drift_near_the_end_of_the_range_is_a_concern_and_beyond_it_a_fault()
    {
        var tracker = new LoadTracker(PlatformKind.Tray, new WeighingOptions { Zero = new ZeroOptions { RangeGrams = 10, StartUpGrams = 5 } });
        List<StationSignal> events = [];
        for (var i = 0; i < 200; i++)
        {
            events.AddRange(Feed(i / 10.0, 10, tracker: tracker));
        }

        Assert.Collection(
            events,
            e => Assert.IsType<StationSignal.LoadCleared>(e),
            e => Assert.Contains("calibrate the scale", Assert.IsType<StationSignal.ConcernRaised>(e).Detail, StringComparison.Ordinal),
            e => Assert.Contains("calibrate the scale", Assert.IsType<StationSignal.FaultRaised>(e).Detail, StringComparison.Ordinal));
        Assert.Collection(
            Feed(1, 6, tracker: tracker),
            e => Assert.IsType<StationSignal.FaultCleared>(e),
            e => Assert.IsType<StationSignal.LoadCleared>(e),
            e => Assert.IsType<StationSignal.ConcernEnded>(e));
        Assert.Equal(1, tracker.Zero.Value, 1);
    }

    [Fact]
    public void After_readings_that_are_not_numbers_the_load_is_reported_again()
    {
        Feed(0, 3);
        Feed(150, 3);

        Assert.Contains("not numbers", Assert.IsType<StationSignal.FaultRaised>(Assert.Single(Feed(double.NaN, 10))).Detail, StringComparison.Ordinal);
        Assert.Collection(
            Feed(150, 3),
            e => Assert.IsType<StationSignal.FaultCleared>(e),
            e => Assert.Equal(150, Assert.IsType<StationSignal.LoadStable>(e).Load.Mass.Value, 3));
    }

    [Fact]
    public void Some_unusable_samples_between_good_ones_do_not_matter()
    {
        Feed(0, 3);

        for (var i = 0; i < 10; i++)
        {
            Assert.Empty(Feed(double.PositiveInfinity, 0.3));
            Assert.Empty(Feed(0, 1));
        }
    }

    [Fact]
    public void Time_that_does_not_advance_is_a_fault_of_the_scale()
    {
        Feed(0, 3);
        var sample = new ScaleSample(_now - TimeSpan.FromSeconds(1), Grams.Zero);
        var events = Enumerable.Range(0, 50).Select(_ => _tray.Process(sample, nothingPending: true)).OfType<StationSignal>();

        Assert.Contains("did not advance", Assert.IsType<StationSignal.FaultRaised>(Assert.Single(events)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_overload_is_reported_as_a_load_that_cannot_be_weighed()
    {
        Feed(0, 3);

        Assert.Collection(
            Feed(123_456, 3, status: SampleStatus.Overload),
            e => Assert.IsType<StationSignal.LoadChanged>(e),
            e => Assert.IsType<StationSignal.LoadOverloaded>(e));
        Assert.Collection(Feed(0, 3), e => Assert.IsType<StationSignal.LoadChanged>(e), e => Assert.IsType<StationSignal.LoadCleared>(e));
    }

    [Fact]
    public void A_lifted_platform_is_a_fault_until_it_is_back()
    {
        Feed(0, 3);

        Assert.Collection(
            Feed(0, 3, status: SampleStatus.Underload),
            e => Assert.True(Assert.IsType<StationSignal.LoadChanged>(e).Lighter),
            e => Assert.Contains("lifted", Assert.IsType<StationSignal.FaultRaised>(e).Detail, StringComparison.Ordinal));
        Assert.Collection(Feed(0, 3), e => Assert.IsType<StationSignal.FaultCleared>(e), e => Assert.IsType<StationSignal.LoadCleared>(e));
    }

    [Fact]
    public void After_a_gap_the_load_is_reported_again()
    {
        Feed(0, 3);
        _now += TimeSpan.FromSeconds(5);

        Assert.Collection(
            Feed(80, 3),
            e => Assert.InRange(e.At - Assert.IsType<StationSignal.LoadUnseen>(e).Since, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.5)),
            e => Assert.Equal(80, Assert.IsType<StationSignal.LoadStable>(e).Load.Mass.Value, 3));
    }

    [Fact]
    public void An_empty_bin_is_a_settled_load_too()
    {
        var bin = new LoadTracker(PlatformKind.Bin, new WeighingOptions());

        Assert.Equal(-3, Assert.IsType<StationSignal.LoadStable>(Assert.Single(Feed(-3, 3, tracker: bin))).Load.Mass.Value, 3);
    }

    [Fact]
    public void The_uncertainty_covers_the_true_load_in_19_of_20_cases()
    {
        var inside = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var cell = new Cell(seed, 10) { Load = 200 };
            var tracker = new LoadTracker(PlatformKind.Tray, new WeighingOptions());
            StationSignal? found = null;
            while (found is null)
            {
                found = tracker.Process(cell.Next(), nothingPending: false);
            }

            var load = ((StationSignal.LoadStable)found).Load;
            Assert.True(load.Uncertainty >= new Grams(1));
            Assert.True(load.Uncertainty <= new Grams(4));
            inside += (load.Mass - new Grams(200)).Magnitude <= load.Uncertainty ? 1 : 0;
        }

        Assert.InRange(inside, 375, 400);
    }

    [Fact]
    public void Watching_a_quiet_scale_allocates_nothing()
    {
        var cell = new Cell(1, 80);
        var samples = Enumerable.Range(0, 20_000).Select(_ => cell.Next()).ToArray();
        var next = 0;
        Watch(1_000);

        Assert.Equal(0, Allocations.Least(() => Watch(3_800)));

        void Watch(int count)
        {
            for (var end = next + count; next < end; next++)
            {
                _ = _tray.Process(samples[next], nothingPending: true);
            }
        }
    }

    [Fact]
    public void The_defaults_are_valid_and_each_broken_rule_names_its_key()
    {
        Assert.Empty(WeighingOptions.Schema.Check(new WeighingOptions()));

        var options = new WeighingOptions
        {
            StuckAfter = TimeSpan.FromSeconds(5),
            Stabiliser = new StabiliserOptions { DeviationGrams = 9 },
            Zero = new ZeroOptions { RangeGrams = 10 },
        };
        Assert.Equal(
            [
                new KeyFault("Stabiliser:DeviationGrams", "must be below Weighing:Stabiliser:ChangeGrams, which is 8; otherwise noise counts as a change"),
                new KeyFault("Zero:StartUpGrams", "must not exceed Weighing:Zero:RangeGrams, which is 10"),
                new KeyFault("StuckAfter", "must be 0s (never) or at least 30s: a shorter repetition proves nothing"),
            ],
            WeighingOptions.Schema.Check(options));
    }

    /// <summary>Feeds ten samples a second of the same reading.</summary>
    private List<StationSignal> Feed(
        double grams, double seconds, bool nothingPending = true, SampleStatus status = SampleStatus.Ok, LoadTracker? tracker = null)
    {
        List<StationSignal> events = [];
        for (var i = 0; i < seconds * 10; i++)
        {
            _now += TimeSpan.FromMilliseconds(100);
            if ((tracker ?? _tray).Process(new ScaleSample(_now, new Grams(grams), status), nothingPending) is { } told)
            {
                events.Add(told);
            }
        }

        return events;
    }
}
