using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Weighing;

/// <summary>A scale whose readings vary and that then repeats one of them for some seconds: what it shows is not the present.</summary>
public sealed class FrozenScaleTests
{
    private readonly Random _noise = new(7);
    private readonly LoadTracker _tray = new(PlatformKind.Tray, new WeighingOptions());
    private TimeSpan _now;

    [Theory]
    [InlineData(0.1, 0.3)]
    [InlineData(0.2, 0.3)]
    [InlineData(1, 1)]
    public void What_happens_while_it_repeats_itself_was_not_seen(double step, double noise)
    {
        Live(0, 25, step, noise);
        Live(300, 10, step, noise);
        var frozenAt = _now;

        var unseen = Assert.IsType<StationSignal.LoadUnseen>(Assert.Single(Repeat(300 + step, 5)));
        Assert.InRange(unseen.Since, frozenAt - Seconds(1.5), frozenAt + Seconds(0.2));

        Assert.Equal(120, Assert.IsType<StationSignal.LoadStable>(Assert.Single(Live(120, 5, step, noise))).Load.Mass.Value, 1.0);
    }

    [Fact]
    public void The_window_of_a_piece_does_not_end_on_readings_that_are_all_the_same()
    {
        Live(0, 25, 0.1, 0.3);
        Live(300, 10, 0.1, 0.3);
        var frozenAt = _now;
        Repeat(300.3, 0.8);

        Assert.InRange(_tray.SeenAtRest!.Value, frozenAt - Seconds(1), frozenAt + Seconds(0.1));
    }

    [Fact]
    public void A_value_on_the_way_that_is_held_is_no_mass()
    {
        Live(0, 25, 0.1, 0.3);
        Live(87, 0.2, 0.1, 0.3);

        Assert.DoesNotContain(Repeat(90.1, 30), static signal => signal is StationSignal.LoadStable);
        Assert.Equal(300, Assert.IsType<StationSignal.LoadStable>(Live(300, 5, 0.1, 0.3).Last()).Load.Mass.Value, 1.0);
    }

    [Fact]
    public void A_scale_that_rounds_its_noise_away_is_believed()
    {
        Live(0, 100, 1, 0.1);
        Assert.IsType<StationSignal.LoadStable>(Assert.Single(Live(300, 10, 1, 0.1), static signal => signal is StationSignal.LoadStable));
        Assert.Empty(Repeat(300, 60));
    }

    [Fact]
    public void A_scale_that_holds_its_zero_is_believed()
    {
        Repeat(0, 10);
        Live(300, 30, 0.1, 0.3);

        Assert.IsType<StationSignal.LoadCleared>(Repeat(0, 30).Last());
    }

    [Fact]
    public void A_display_that_locks_is_believed_after_a_minute_and_from_then_on()
    {
        Live(300, 25, 0.1, 3);
        Assert.DoesNotContain(Repeat(300, 50), static signal => signal is StationSignal.LoadStable);
        Assert.IsType<StationSignal.LoadStable>(Repeat(300, 20).Last());
        Assert.InRange(_tray.SeenAtRest!.Value, _now - Seconds(0.5), _now);

        Live(200, 1, 0.1, 3);
        Assert.IsType<StationSignal.LoadStable>(Repeat(200, 5).Last());
    }

    [Theory]
    [InlineData(28.6, 0.1, 0.3)]
    [InlineData(68.3, 0.1, 0.3)]
    [InlineData(312, 0.1, 0.3)]
    [InlineData(28.6, 0.5, 0.35)]
    [InlineData(68.3, 0.5, 0.25)]
    public void A_display_that_becomes_coarse_is_not_stated_as_fine(double grams, double stepBefore, double noise)
    {
        Live(0, 25, stepBefore, noise);
        Live(100, 10, stepBefore, noise);
        Live(0, 80, 20, 0.3);

        var load = Live(grams, 80, 20, 0.3).OfType<StationSignal.LoadStable>().Last().Load;
        Assert.InRange(grams, load.Mass.Value - load.Uncertainty.Value, load.Mass.Value + load.Uncertainty.Value);
    }

    [Fact]
    public void It_is_told_why_the_load_does_not_rest()
    {
        Live(0, 25, 0.1, 0.3);
        Repeat(0.2, 31);

        Assert.InRange(_tray.Unrest!.Value.RepeatedFor.TotalSeconds, 30, 32);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private List<StationSignal> Live(double grams, double seconds, double step, double noise) => Feed(
        seconds, () => Math.Round((grams + (noise * Math.Sqrt(-2 * Math.Log(1 - _noise.NextDouble())) * Math.Cos(2 * Math.PI * _noise.NextDouble()))) / step) * step);

    private List<StationSignal> Repeat(double grams, double seconds) => Feed(seconds, () => grams);

    private List<StationSignal> Feed(double seconds, Func<double> read)
    {
        List<StationSignal> told = [];
        for (var end = _now + Seconds(seconds); _now < end;)
        {
            _now += Seconds(0.1);
            if (_tray.Process(new ScaleSample(_now, new Grams(read())), nothingPending: true) is { } signal)
            {
                told.Add(signal);
            }
        }

        return told;
    }
}
