using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Weighing;

public sealed class StuckWatchTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(500);

    private readonly StuckWatch _watch = new(TimeSpan.FromMinutes(5));
    private readonly Random _random = new(7);
    private TimeSpan _now;

    [Fact]
    public void A_noisy_scale_that_repeats_one_reading_for_five_minutes_has_hung()
    {
        Live(200);
        Assert.False(Repeat(12, 299));
        Assert.True(Repeat(12, 2));

        Live(0.1);
        Assert.False(_watch.IsStuck);
    }

    [Fact]
    public void A_terminal_that_rounds_its_noise_away_says_the_same_for_days()
    {
        for (var hour = 0; hour < 48; hour++)
        {
            Assert.False(Repeat(hour % 2, 3_600));
        }
    }

    [Fact]
    public void A_reading_that_stops_flickering_between_steps_proves_nothing()
    {
        Live(600, noise: 0.1, around: 0.5);
        Assert.False(Repeat(0, 7_200));
    }

    [Fact]
    public void A_draught_that_dies_down_is_no_fault()
    {
        Live(600);
        Live(60, noise: 0.6);
        Live(60, noise: 0.3);
        Assert.False(Repeat(0, 7_200));
    }

    [Fact]
    public void A_terminal_that_has_locked_its_display_before_is_not_suspected()
    {
        Live(200);
        Repeat(0, 60);
        Live(200);
        Assert.False(Repeat(0, 500));
    }

    [Fact]
    public void A_scale_that_was_opened_again_has_no_earlier_readings()
    {
        Live(200);
        Repeat(3, 200);
        _now += TimeSpan.FromSeconds(10);
        Assert.False(Repeat(3, 200));
        Assert.True(Repeat(3, 101));
    }

    [Fact]
    public void An_overload_repeats_itself_rightly()
    {
        Live(200);
        for (var i = 0; i < 6_000; i++)
        {
            _watch.Skip();
        }

        Assert.False(_watch.IsStuck);
    }

    [Fact]
    public void The_check_can_be_turned_off()
    {
        var never = new StuckWatch(TimeSpan.Zero);
        for (var i = 0; i < 100_000; i++)
        {
            _now += TimeSpan.FromMilliseconds(100);
            never.Take(_now, i < 5_000 ? i % 7 : 3, Gap);
        }

        Assert.False(never.IsStuck);
    }

    private void Live(double seconds, double noise = 1.5, double around = 0)
    {
        for (var i = 0; i < seconds * 10; i++)
        {
            var gauss = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
            Take(Math.Round(around + (noise * gauss)));
        }
    }

    private bool Repeat(double value, double seconds)
    {
        for (var i = 0; i < seconds * 10; i++)
        {
            Take(value);
        }

        return _watch.IsStuck;
    }

    private void Take(double value)
    {
        _now += TimeSpan.FromMilliseconds(100);
        _watch.Take(_now, value, Gap);
    }
}
