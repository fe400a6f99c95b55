using CsCheck;
using StationAgent.Telemetry.Mqtt;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class ReconnectScheduleTests
{
    private static readonly Gen<ReconnectOptions> AnyOptions = Gen.Select(
        Gen.Int[1, 60_000],
        Gen.Int[1, 1000],
        (first, factor) => new ReconnectOptions
        {
            Base = TimeSpan.FromMilliseconds(first),
            Maximum = TimeSpan.FromMilliseconds((double)first * factor),
        });

    private static readonly Gen<TimeSpan> AnySpread = Gen.Int[0, 60_000].Select(ms => TimeSpan.FromMilliseconds(ms));

    [Fact]
    public void Every_wait_is_between_zero_and_a_bound_that_doubles_up_to_the_cap() =>
        Gen.Select(AnyOptions, AnySpread, Gen.Double.Unit.List[1, 60]).Sample((options, spread, jitter) =>
        {
            var schedule = new ReconnectSchedule(options, spread);
            var doubling = options.Base;
            foreach (var uniform in jitter)
            {
                var bound = spread + doubling < options.Maximum ? spread + doubling : options.Maximum;
                var wait = schedule.Next(TimeSpan.Zero, takenOver: false, uniform);
                Assert.InRange(wait, TimeSpan.Zero, bound);
                Assert.Equal(bound * uniform, wait);
                doubling = doubling < options.Maximum ? doubling * 2 : doubling;
            }
        });

    [Fact]
    public void A_stable_session_resets_the_waits_and_a_short_one_does_not() =>
        Gen.Select(AnyOptions, AnySpread, Gen.Int[1, 40], Gen.Int[1, 200]).Sample((options, spread, failures, seconds) =>
        {
            var schedule = new ReconnectSchedule(options, spread);
            for (var i = 0; i < failures; i++)
            {
                schedule.Next(TimeSpan.Zero, takenOver: false, 0.5);
            }

            var wait = schedule.Next(TimeSpan.FromSeconds(seconds), takenOver: false, 1);
            Assert.Equal(seconds >= 60 ? schedule.Bound(0) : schedule.Bound(failures), wait);
        });

    [Fact]
    public void After_a_takeover_the_wait_is_at_least_half_the_cap() =>
        Gen.Select(AnyOptions, AnySpread, Gen.Double.Unit).Sample((options, spread, uniform) => Assert.InRange(
            new ReconnectSchedule(options, spread).Next(TimeSpan.FromHours(1), takenOver: true, uniform), options.Maximum / 2, options.Maximum));

    [Fact]
    public void First_attempts_of_many_stations_are_evenly_spread_and_constant()
    {
        var spread = TimeSpan.FromSeconds(30);
        var buckets = new int[30];
        for (var i = 0; i < 30_000; i++)
        {
            var delay = ReconnectSchedule.FirstDelay($"station-{i}", "dev1", spread);
            Assert.Equal(delay, ReconnectSchedule.FirstDelay($"station-{i}", "dev1", spread));
            buckets[(int)delay.TotalSeconds]++;
        }

        // 1,000 expected in each second; 5 standard deviations are about 160.
        Assert.All(buckets, count => Assert.InRange(count, 840, 1160));
        Assert.Equal(TimeSpan.Zero, ReconnectSchedule.FirstDelay("s", "d", TimeSpan.Zero));
    }
}
