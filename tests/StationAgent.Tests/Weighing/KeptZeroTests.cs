using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Weighing;

/// <summary>How a restarted agent interprets the load on the platform.</summary>
public sealed class KeptZeroTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Night = TimeSpan.FromHours(10);

    [Fact]
    public void A_carton_from_before_the_restart_has_its_mass_and_leaves_an_empty_tray()
    {
        var tray = Start(PlatformKind.Tray, zero: 200, load: 150, Minute);

        Assert.Equal("stable 150", Rest(tray, 351));
        Assert.Equal("cleared 0", Rest(tray, 201));
    }

    [Fact]
    public void A_piece_as_light_as_a_drift_is_recognised_by_the_kept_zero()
    {
        Assert.Equal("stable 15", Rest(Start(PlatformKind.Tray, zero: 0, load: 15, Minute), 15));
        Assert.Equal("stable 15", Rest(Start(PlatformKind.Tray, zero: 0, load: 0, Minute), 15));
    }

    [Fact]
    public void A_carton_that_came_while_the_agent_was_away_is_a_load_and_not_the_zero() =>
        Assert.Equal("stable 150", Rest(Start(PlatformKind.Tray, zero: 40, load: 0, Night), 190));

    [Fact]
    public void A_carton_that_went_while_the_agent_was_away_leaves_an_empty_tray()
    {
        var tray = Start(PlatformKind.Tray, zero: 200, load: 150, Minute);

        Assert.Equal("cleared 0", Rest(tray, 202));
        Assert.Equal(202, tray.Zero.Value, 1);
    }

    [Theory]
    [InlineData(10.0)]
    [InlineData(null)]
    public void Drift_while_the_agent_was_away_goes_into_the_zero(double? hours)
    {
        var tray = Start(PlatformKind.Tray, zero: 200, load: 0, hours is { } age ? TimeSpan.FromHours(age) : null);

        Assert.Equal("cleared 0", Rest(tray, 217));
        Assert.Equal(217, tray.Zero.Value, 1);
    }

    [Fact]
    public void A_scale_that_was_set_to_zero_meanwhile_has_its_own_zero_again()
    {
        var tray = Start(PlatformKind.Tray, zero: 700, load: 0, Minute);

        Assert.Equal("cleared 0", Rest(tray, 3));
        Assert.Equal(3, tray.Zero.Value, 1);
        Assert.Equal("stable 60", Rest(tray, 63));
    }

    [Fact]
    public void A_bin_keeps_its_total() =>
        Assert.Equal("stable 12000", Rest(Start(PlatformKind.Bin, zero: -80, load: 12_000, Night), 11_931));

    [Fact]
    public void Without_a_kept_zero_a_load_is_measured_from_the_scales_own_zero() =>
        Assert.Equal("stable 150", Rest(new LoadTracker(PlatformKind.Tray, new WeighingOptions()), 150));

    [Fact]
    public void A_zero_at_the_end_of_its_range_stays_a_fault_over_a_restart()
    {
        var tray = Start(PlatformKind.Tray, zero: 1_000, load: 0, Minute);

        Assert.StartsWith("the zero has drifted 1000 g", Rest(tray, 1_000), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_rest_is_kept()
    {
        var tray = Start(PlatformKind.Tray, zero: 200, load: 150, Minute);
        Assert.Null(tray.Tracked);

        Rest(tray, 350);
        Assert.Equal(new TrackedZero(new Grams(200), new Grams(150)), tray.Tracked);
    }

    private TimeSpan _now;

    private static LoadTracker Start(PlatformKind platform, double zero, double load, TimeSpan? age) =>
        new(platform, new WeighingOptions(), new KeptZero(new Grams(zero), new Grams(load), age));

    /// <summary>Feeds seven seconds of one reading and returns the last report.</summary>
    private string Rest(LoadTracker tracker, double grams)
    {
        var told = "";
        for (var i = 0; i < 70; i++)
        {
            _now += TimeSpan.FromMilliseconds(100);
            told = tracker.Process(new ScaleSample(_now, new Grams(grams)), nothingPending: true) switch
            {
                StationSignal.LoadStable stable => $"stable {stable.Load.Mass.Value:0}",
                StationSignal.LoadCleared => $"cleared {tracker.CurrentLoad.Value:0}",
                StationSignal.FaultRaised lost => lost.Detail,
                _ => told,
            };
        }

        return told;
    }
}
