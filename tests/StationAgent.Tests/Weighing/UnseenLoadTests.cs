using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Weighing;

/// <summary>What the tracker makes of pauses, of less than nothing, of slow scales and of coarse ones.</summary>
public sealed class UnseenLoadTests
{
    private readonly Random _noise = new(7);
    private readonly LoadTracker _tray = new(PlatformKind.Tray, new WeighingOptions());
    private TimeSpan _now;

    [Theory]
    [InlineData(80)]
    [InlineData(10)]
    [InlineData(3)]
    [InlineData(2)]
    [InlineData(1)]
    public void A_pause_is_what_is_longer_than_the_usual_pace(double rate)
    {
        Feed(0, 40, rate);
        var before = _now;
        _now += Seconds(Math.Max(0.55, 2.5 / rate));

        var unseen = Assert.IsType<StationSignal.LoadUnseen>(Feed(0, 1 / rate, rate).First());

        Assert.InRange(unseen.Since, before - Seconds(3 / rate), before);
        Assert.IsType<StationSignal.LoadCleared>(Feed(0, 30 / rate + 4, rate).Single());
    }

    [Theory]
    [InlineData(10, 0.3)]
    [InlineData(3, 0.6)]
    [InlineData(2, 0.9)]
    public void One_lost_line_is_no_pause(double rate, double gap)
    {
        Feed(0, 40, rate);
        _now += Seconds(gap - (1 / rate));

        Assert.Empty(Feed(0, 5, rate));
    }

    [Fact]
    public void A_line_that_delivers_in_bursts_has_its_own_pace()
    {
        List<StationSignal> told = [];
        for (var burst = 0; burst < 60; burst++)
        {
            _now += Seconds(0.8);
            told.AddRange(Feed(0, 0.08, 100));
        }

        Assert.DoesNotContain(told, e => e is StationSignal.LoadUnseen && e.At > Seconds(10));
        Assert.Contains(told, e => e is StationSignal.LoadCleared);
    }

    [Theory]
    [InlineData(80, 2.5)]
    [InlineData(10, 4)]
    [InlineData(3, 7)]
    [InlineData(2, 9)]
    public void A_slow_scale_settles_within_the_time_that_a_piece_has(double rate, double within)
    {
        Feed(0, 40, rate);
        var told = Feed(300, within, rate);

        Assert.Collection(
            told,
            e => Assert.False(Assert.IsType<StationSignal.LoadChanged>(e).Lighter),
            e => Assert.InRange(Assert.IsType<StationSignal.LoadStable>(e).Load.Mass.Value, 299, 301));
    }

    [Fact]
    public void A_change_says_until_when_the_load_was_seen_at_rest()
    {
        Feed(0, 5, 10);
        var before = _now;

        var changed = Assert.IsType<StationSignal.LoadChanged>(Feed(300, 1, 10).Single());

        Assert.InRange(changed.Since, before - Seconds(0.2), before);
        Assert.True(changed.At > before);
    }

    [Fact]
    public void A_load_that_comes_back_says_where_it_was_meanwhile()
    {
        Feed(0, 5, 10);
        Feed(200, 5, 10);
        Feed(0, 0.8, 10);

        var stable = Assert.IsType<StationSignal.LoadStable>(Feed(202, 4, 10).Last());

        Assert.InRange(stable.Passed!.Value.Lowest.Value, -2, 2);
        Assert.InRange(stable.Passed.Value.Highest.Value, 199, 204);
    }

    [Theory]
    [InlineData(-300)]
    [InlineData(-40)]
    public void Less_than_nothing_is_not_an_empty_platform(double grams)
    {
        Feed(0, 5, 10);

        var below = Assert.IsType<StationSignal.LoadBelowZero>(Feed(grams, 4, 10).Last());

        Assert.Equal(grams, below.Load.Mass.Value, 1);
        Assert.Empty(Feed(grams, 30, 10));
        Assert.Null(_tray.Tracked);
        Assert.IsType<StationSignal.LoadStable>(Feed(grams + 400, 4, 10).Last());
    }

    [Fact]
    public void Less_than_nothing_at_the_start_is_not_an_empty_platform_either() =>
        Assert.IsType<StationSignal.LoadBelowZero>(Feed(-300, 5, 10).Single());

    [Fact]
    public void A_load_proved_to_be_the_empty_platform_becomes_the_zero()
    {
        Feed(0, 5, 10);
        Feed(-300, 5, 10);

        Assert.NotNull(_tray.TakeAsEmpty(_now));

        Assert.Equal(400, Assert.IsType<StationSignal.LoadStable>(Feed(100, 5, 10).Last()).Load.Mass.Value, 1);
    }

    [Fact]
    public void A_load_becomes_the_zero_only_while_it_rests()
    {
        Feed(0, 5, 10);
        Assert.Null(_tray.TakeAsEmpty(_now));

        Feed(190, 1, 10);
        Assert.Null(_tray.TakeAsEmpty(_now));

        Feed(190, 5, 10);
        Assert.NotNull(_tray.TakeAsEmpty(_now));
    }

    [Fact]
    public void A_display_step_that_is_not_proven_hides_no_rest_below_zero()
    {
        Feed(0, 5, 10, step: 1);

        Assert.IsType<StationSignal.LoadBelowZero>(Feed(-40, 4, 10, step: 1).Last());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2)]
    [InlineData(1)]
    public void A_scale_that_has_hung_is_found_at_every_pace(double rate)
    {
        Feed(0, 1_200 / rate, rate);
        List<StationSignal> told = [];
        for (var i = 0; i < 400 * rate; i++)
        {
            _now += Seconds(1 / rate);
            if (_tray.Process(new ScaleSample(_now, new Grams(0.123)), nothingPending: true) is { } signal)
            {
                told.Add(signal);
            }
        }

        Assert.Contains("hung", Assert.Single(told.OfType<StationSignal.FaultRaised>()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_taken_for_the_zero_may_go_away_again()
    {
        Feed(15, 5, 10);

        Assert.IsType<StationSignal.LoadCleared>(Feed(0, 4, 10).Last());
        Assert.Equal(300, Assert.IsType<StationSignal.LoadStable>(Feed(300, 4, 10).Last()).Load.Mass.Value, 1);
    }

    [Theory]
    [InlineData(1, 311.4)]
    [InlineData(2, 311.4)]
    [InlineData(5, 313)]
    [InlineData(10, 314)]
    [InlineData(20, 310)]
    [InlineData(50, 325)]
    [InlineData(28.349523125 / 10, 312)]
    public void The_stated_interval_holds_the_true_mass_whatever_the_display_step(double step, double grams)
    {
        Feed(0, 5, 10, step);

        var load = Assert.IsType<StationSignal.LoadStable>(Feed(grams, 6, 10, step).Last()).Load;

        Assert.InRange(grams, load.Mass.Value - load.Uncertainty.Value, load.Mass.Value + load.Uncertainty.Value);
        Assert.True(load.Uncertainty.Value >= 0.56 * step, $"{load.Uncertainty} with a step of {step} g");
    }

    [Fact]
    public void A_fine_scale_is_not_taken_for_a_coarse_one()
    {
        Feed(0, 5, 10, 0.1);
        Feed(123.4, 5, 10, 0.1);
        Feed(0, 5, 10, 0.1);

        Assert.Equal(1, Assert.IsType<StationSignal.LoadStable>(Feed(320, 6, 10, 0.1).Last()).Load.Uncertainty.Value, 3);
    }

    [Fact]
    public void A_scale_that_was_lost_reports_its_load_again()
    {
        Feed(0, 5, 10);
        _tray.ForgetLoad();

        Assert.IsType<StationSignal.LoadCleared>(Feed(0, 4, 10).Single());
    }

    [Fact]
    public void A_load_that_does_not_rest_says_why()
    {
        Feed(0, 5, 10);
        for (var i = 0; i < 60; i++)
        {
            Feed(i % 2 == 0 ? 0 : 20, 0.1, 10, step: 20);
        }

        Assert.InRange(_tray.Unrest!.Value.Deviation.Value, 5, 20);
        Assert.Equal(0.1, _tray.Unrest.Value.Pace.TotalSeconds, 0.02);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private List<StationSignal> Feed(double grams, double seconds, double rate, double step = 0)
    {
        List<StationSignal> events = [];
        for (var i = 0; i < Math.Round(seconds * rate); i++)
        {
            _now += Seconds(1 / rate);
            var reading = step > 0 ? Math.Round(grams / step) * step : grams + ((_noise.NextDouble() - 0.5) * 0.6);
            if (_tray.Process(new ScaleSample(_now, new Grams(reading)), nothingPending: true) is { } told)
            {
                events.Add(told);
            }
        }

        return events;
    }
}
