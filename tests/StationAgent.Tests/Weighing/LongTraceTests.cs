using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Weighing;

/// <summary>Days of samples with loads put on and taken off: each is found once, weighed well, and nothing else is found.</summary>
public sealed class LongTraceTests
{
    [Theory]
    [InlineData(1, 10, 500)]
    [InlineData(2, 20, 200)]
    [InlineData(3, 80, 50)]
    public void A_day_on_a_tray(int seed, double rate, int pieces)
    {
        var cell = new Cell(seed, rate) { Drift = 30, Spikes = 0.002, Warming = (25, TimeSpan.FromHours(9)) };
        var tracker = new LoadTracker(PlatformKind.Tray, new WeighingOptions());
        var random = new Random(seed);
        Assert.Equal(["cleared"], Watch(cell, tracker, 20));

        for (var i = 0; i < pieces; i++)
        {
            var quiet = i % 100 == 0 ? 3_000 : 10 + (random.NextDouble() * 280);
            Assert.Empty(Watch(cell, tracker, quiet));
            cell.Load = Mass(random);

            Assert.Equal(["changed", $"stable {cell.Load:0}"], Watch(cell, tracker, 5, cell.Load, pending: true));
            Assert.Empty(Watch(cell, tracker, i % 50 == 0 ? 2_400 : random.NextDouble() * 60));
            cell.Load = 0;

            Assert.Equal(["changed", "cleared"], Watch(cell, tracker, 5));
        }
    }

    [Theory]
    [InlineData(4, 10, 500)]
    [InlineData(5, 80, 50)]
    public void A_day_in_a_bin(int seed, double rate, int pieces)
    {
        var cell = new Cell(seed, rate) { Drift = 30, Spikes = 0.002, Load = 3_000 };
        var tracker = new LoadTracker(PlatformKind.Bin, new WeighingOptions());
        var random = new Random(seed);
        var total = 0.0;
        _ = Watch(cell, tracker, 20, onStable: weight => total = weight);

        for (var i = 0; i < pieces; i++)
        {
            Assert.Empty(Watch(cell, tracker, i % 100 == 0 ? 3_000 : 5 + (random.NextDouble() * 200)));
            var before = total;
            var mass = cell.Load > 25_000 ? -(cell.Load - 200) : Mass(random);
            cell.Load += mass;

            Assert.Equal(
                ["changed", $"stable {mass:0}"],
                Watch(cell, tracker, 5, mass, pending: true, onStable: weight => total = weight, before: before));
        }
    }

    /// <summary>Log-uniform between 15 g and 5 kg.</summary>
    private static double Mass(Random random) => Math.Round(15 * Math.Pow(5_000 / 15.0, random.NextDouble()));

    /// <summary>Watches for some seconds; a stable load within 2 g or 1 % of the mass is reported as the mass.</summary>
    private static List<string> Watch(
        Cell cell,
        LoadTracker tracker,
        double seconds,
        double mass = 0,
        bool pending = false,
        Action<double>? onStable = null,
        double before = 0)
    {
        List<string> seen = [];
        var end = cell.Now + TimeSpan.FromSeconds(seconds);
        while (cell.Now < end)
        {
            switch (tracker.Process(cell.Next(), nothingPending: !pending))
            {
                case StationSignal.LoadChanged:
                    seen.Add("changed");
                    break;
                case StationSignal.LoadCleared:
                    seen.Add("cleared");
                    break;
                case StationSignal.LoadStable e:
                    var found = e.Load.Mass.Value - before;
                    seen.Add(Math.Abs(found - mass) <= Math.Max(2, Math.Abs(mass) / 100) ? $"stable {mass:0}" : $"stable {found:0.0} instead of {mass}");
                    onStable?.Invoke(e.Load.Mass.Value);
                    break;
                case { } other:
                    seen.Add(other.ToString());
                    break;
                case null:
                    break;
            }
        }

        return seen;
    }
}
