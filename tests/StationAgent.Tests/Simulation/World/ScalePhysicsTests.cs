using CsCheck;
using StationAgent.Simulation.World;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Simulation.World;

public sealed class ScalePhysicsTests
{
    private static readonly SimulatedScaleOptions Still = new() { NoiseGrams = 0, DriftGramsPerHour = 0, ResolutionGrams = 0 };

    [Fact]
    public void A_load_is_weighed_right_once_the_platform_rests() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Double[5, 20_000], Gen.Double[10, 80]).Sample((seed, mass, rate) =>
        {
            var options = new SimulatedScaleOptions { Rate = rate };
            var mean = Run(seed, options, seconds: 6, at => at < 1 ? 0 : mass)
                .Where(sample => sample.At > TimeSpan.FromSeconds(3))
                .Average(sample => sample.Gross.Value);
            Assert.Equal(mass, mean, tolerance: 0.6);
        });

    [Fact]
    public void A_dropped_piece_overshoots_and_swings_out()
    {
        var samples = Run(1, Still with { Rate = 80 }, seconds: 3, at => at < 1 ? 0 : 500);

        Assert.InRange(samples.Max(sample => sample.Gross.Value), 600, 700);
        Assert.All(
            samples.Where(sample => sample.At > TimeSpan.FromSeconds(1.8)),
            sample => Assert.Equal(500, sample.Gross.Value, tolerance: 1));
    }

    [Fact]
    public void The_noise_has_the_configured_deviation()
    {
        var readings = Run(3, Still with { NoiseGrams = 0.4 }, seconds: 500, _ => 100).Select(sample => sample.Gross.Value).ToArray();
        var mean = readings.Average();

        Assert.Equal(100, mean, tolerance: 0.02);
        Assert.Equal(0.4, Math.Sqrt(readings.Average(reading => (reading - mean) * (reading - mean))), tolerance: 0.02);
    }

    [Fact]
    public void Readings_come_in_steps_of_the_resolution() =>
        Assert.All(
            Run(4, new SimulatedScaleOptions { ResolutionGrams = 0.5 }, seconds: 5, at => at * 37),
            sample => Assert.Equal(0, sample.Gross.Value % 0.5));

    [Fact]
    public void The_zero_creeps_but_never_faster_than_its_bound() =>
        Gen.Int[0, 1_000_000].Sample(seed =>
        {
            var physics = new ScalePhysics(seed, Still with { DriftGramsPerHour = 10 });
            var before = physics.Sample(TimeSpan.Zero, 0).Gross.Value;
            var farthest = 0.0;
            for (var minute = 1; minute <= 24 * 60; minute++)
            {
                var now = physics.Sample(TimeSpan.FromMinutes(minute), 0).Gross.Value;
                Assert.InRange(Math.Abs(now - before), 0, (10.0 / 60) + 1e-9);
                farthest = Math.Max(farthest, Math.Abs(now));
                before = now;
            }

            Assert.True(farthest > 0.5, $"the zero stayed within {farthest} g for a day");
        });

    [Fact]
    public void The_same_seed_gives_the_same_samples_and_another_seed_others()
    {
        var options = new SimulatedScaleOptions { SpikesPerHour = 600 };

        Assert.Equal(Run(7, options, 30, at => at * 10), Run(7, options, 30, at => at * 10));
        Assert.NotEqual(Run(7, options, 30, at => at * 10), Run(8, options, 30, at => at * 10));
    }

    [Fact]
    public void Samples_that_are_left_out_change_none_of_the_later_ones()
    {
        var all = Run(9, new SimulatedScaleOptions(), 100, _ => 200);
        var physics = new ScalePhysics(9, new SimulatedScaleOptions());
        Assert.Equal(all[0], physics.Sample(all[0].At, 200));
        Assert.All(all.Where((_, index) => index % 20 == 7), sample => Assert.Equal(sample, physics.Sample(sample.At, 200)));
    }

    [Fact]
    public void Loads_outside_the_range_are_an_overload_or_an_underload()
    {
        Assert.Equal(SampleStatus.Overload, Run(1, Still, 2, _ => 30_001)[^1].Status);
        Assert.Equal(SampleStatus.Ok, Run(1, Still, 2, _ => 29_999)[^1].Status);
        Assert.Equal(SampleStatus.Underload, Run(1, Still, 2, _ => -1_001)[^1].Status);
    }

    [Fact]
    public void Spikes_are_single_samples_and_as_frequent_as_asked()
    {
        var samples = Run(5, Still with { SpikesPerHour = 60, SpikeGrams = 300 }, 3_600, _ => 50);
        var wild = samples.Where(sample => sample.Gross.Value != 50).ToArray();

        Assert.InRange(wild.Length, 35, 90);
        Assert.All(wild, sample => Assert.Equal(300, Math.Abs(sample.Gross.Value - 50), tolerance: 1e-9));
    }

    [Fact]
    public void A_change_of_temperature_moves_the_zero_slowly()
    {
        var samples = Run(
            5, Still with { TemperatureStepGrams = 12, TemperatureStepAt = TimeSpan.FromMinutes(1) }, 3_600, _ => 0);

        Assert.Equal(0, samples[59 * 20].Gross.Value, tolerance: 1e-9);
        Assert.Equal(12 * (1 - Math.Exp(-1)), samples[6 * 60 * 20].Gross.Value, tolerance: 0.1);
        Assert.Equal(12, samples[^1].Gross.Value, tolerance: 0.1);
    }

    [Theory]
    [InlineData(4.9)]
    [InlineData(101)]
    public void A_rate_that_no_load_cell_has_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScalePhysics(1, new SimulatedScaleOptions { Rate = rate }));

    private static ScaleSample[] Run(int seed, SimulatedScaleOptions options, double seconds, Func<double, double> load)
    {
        var physics = new ScalePhysics(seed, options);
        return [.. Enumerable.Range(0, (int)(seconds * options.Rate)).Select(index => Sample(index * options.Interval))];

        ScaleSample Sample(TimeSpan at) => physics.Sample(at, load(at.TotalSeconds));
    }
}
