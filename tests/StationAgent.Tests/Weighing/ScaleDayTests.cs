using StationAgent.Benchmarks.ScaleDay;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Weighing;

/// <summary>
/// 24 hours of a scale with 10 samples a second, noise of 1.5 g, steps of 1 g, drift of up to 30 g an hour, a change of temperature, creep and spikes,
/// through loop, tracker and machine.
/// </summary>
public sealed class ScaleDayTests
{
    [Theory]
    [InlineData(false, 1, 20)]
    [InlineData(false, 2, -20)]
    [InlineData(true, 3, 20)]
    [InlineData(true, 4, -20)]
    public async Task Every_piece_of_a_day_is_found_once_and_weighed_within_2_g_or_1_percent(bool bin, int seed, double drift)
    {
        var day = new BadScaleDay(new ScaleDayOptions { Seed = seed, Platform = bin ? PlatformKind.Bin : PlatformKind.Tray, SteadyDrift = drift });

        var result = await day.RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Complaints.Count == 0, $"seed {seed}: {string.Join("; ", result.Complaints)}");
        Assert.Equal((0, 0), (result.Missed, result.Phantoms));
        Assert.Equal(500, result.Presented);
        Assert.Equal(result.Presented, result.Errors.Count);
        Assert.InRange(result.WorstShare, 0, 1);
    }

    [Fact]
    public async Task A_cheap_cell_that_creeps_by_three_per_mille_gives_no_phantom_and_hides_no_piece()
    {
        var day = new BadScaleDay(new ScaleDayOptions
        {
            Seed = 5,
            DropOffs = 60,
            CreepShare = 0.003,
            WithdrawalWindow = TimeSpan.FromSeconds(300),
        });

        var result = await day.RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Missed + result.Phantoms == 0, string.Join("; ", result.Complaints));
        Assert.Equal(60, result.Presented);
    }
}
