using CsCheck;
using StationAgent.Telemetry.Delivery.Pacing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class RatePacerTests
{
    private const double BurstSeconds = 0.05;

    private static readonly Gen<double> Rates = Gen.OneOf(Gen.Double[0.1, 10], Gen.Double[10, 1000], Gen.Double[1000, 100_000]);

    [Fact]
    public void The_rate_and_one_burst_are_never_exceeded() =>
        Gen.Select(Rates, Gen.Long[0, 200_000].Array[1, 400], Gen.Bool).Sample((rate, steps, fine) =>
        {
            var pacer = new RatePacer(rate);
            var (now, gone) = (TimeSpan.Zero, 0L);
            foreach (var step in steps)
            {
                now += TimeSpan.FromTicks(fine ? step % 3 : step);
                while (pacer.IsDue(now))
                {
                    pacer.Take();
                    gone++;
                }

                Assert.True(gone <= (rate * now.TotalSeconds) + Math.Max(1, rate * BurstSeconds) + 1e-6, $"{gone} at {rate}/s in {now}");
            }
        });

    [Fact]
    public void The_next_event_is_allowed_exactly_at_the_announced_time() =>
        Gen.Select(Rates, Gen.Long[0, 100_000_000], Gen.Int[0, 50]).Sample((rate, start, taken) =>
        {
            var pacer = new RatePacer(rate);
            var now = TimeSpan.FromTicks(start);
            for (var i = 0; i < taken && pacer.IsDue(now); i++)
            {
                pacer.Take();
            }

            var at = pacer.NextAt(now);

            if (at > now)
            {
                Assert.False(pacer.IsDue(at - TimeSpan.FromTicks(2)));
            }

            Assert.True(pacer.IsDue(at));
            Assert.Equal(at, pacer.NextAt(at));
        });

    [Fact]
    public void A_coarse_clock_does_not_lower_the_rate() =>
        Gen.Select(Gen.Double[40, 100_000], Gen.Int[1, 10]).Sample((rate, milliseconds) =>
        {
            var pacer = new RatePacer(rate);
            var (now, gone) = (TimeSpan.Zero, 0);
            for (var i = 0; i < 200; i++)
            {
                for (; pacer.IsDue(now); gone++)
                {
                    pacer.Take();
                }

                now += TimeSpan.FromMilliseconds(milliseconds);
            }

            Assert.InRange(gone, (rate * (now.TotalSeconds - 0.01)) - 1, (rate * now.TotalSeconds) + Math.Max(1, rate * BurstSeconds));
        });

    [Fact]
    public void A_clock_that_goes_backwards_does_not_raise_the_rate()
    {
        var pacer = new RatePacer(1);
        Assert.True(pacer.IsDue(TimeSpan.FromSeconds(100)));
        pacer.Take();

        Assert.False(pacer.IsDue(TimeSpan.FromSeconds(50)));
        Assert.False(pacer.IsDue(TimeSpan.FromSeconds(100.9)));
        Assert.True(pacer.IsDue(TimeSpan.FromSeconds(101)));
    }
}
