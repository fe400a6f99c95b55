using StationAgent.DropOff;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.SensorFaults;
using StationAgent.Simulation.World;
using Xunit;

namespace StationAgent.Tests.Simulation.SensorFaults;

/// <summary>What each kind of fault does to readings and pictures, with a station that accepts everything after a second and a half.</summary>
public sealed class SensorFaultRunTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly SimulatedScaleOptions Scale = new();

    [Fact]
    public void Gaps_hide_the_moment_in_which_a_piece_is_laid_down_or_taken_back()
    {
        var seen = Run(SensorFaultKind.Gaps, 60);
        var holes = Runs(seen, one => one.Reading is null);
        Assert.All(holes, hole => Assert.InRange(Length(hole), 0.2, 3.1));

        Assert.InRange(holes.Count(hole => hole[0].Load == 0 && hole[^1].Load > 0), 3, 60);
        Assert.InRange(holes.Count(hole => hole[0].Load > 0 && hole[^1].Load == 0), 3, 60);
    }

    [Fact]
    public void A_stuck_converter_repeats_its_reading_while_the_load_changes()
    {
        var stuck = Runs(Run(SensorFaultKind.StuckConverter, 40), one => one.Active.Contains(SensorFaultKind.StuckConverter));
        Assert.All(stuck, stretch => Assert.Single(stretch.Select(one => one.Reading).Distinct()));
        Assert.Contains(stuck, stretch => stretch.Max(one => one.Load) - stretch.Min(one => one.Load) > 20);
    }

    [Fact]
    public void A_zero_that_is_off_moves_the_readings_until_it_is_put_right()
    {
        var seen = Run(SensorFaultKind.NegativeRest, 20);
        Assert.InRange(seen.Where(one => one.Load == 0).Min(one => one.Reading!.Value), -505, -50);

        // Nobody presses the key while a visitor's piece is there: the zero moves only while nothing lies on the platform.
        foreach (var stretch in Runs(seen, one => one.Active.Contains(SensorFaultKind.NegativeRest)))
        {
            Assert.Equal(0, stretch[^1].Load);
            Assert.True(Length(stretch) > 10);
        }

        Assert.All(seen.Where(one => one is { Load: 0, Active.Length: 0 } && one.At - one.ActiveAt > TimeSpan.FromSeconds(1)),
            one => Assert.InRange(one.Reading!.Value, -40, 40));
    }

    [Fact]
    public void A_coarse_step_leaves_only_multiples()
    {
        var coarse = Runs(Run(SensorFaultKind.CoarseStep, 20), one => one.Active.Contains(SensorFaultKind.CoarseStep));
        Assert.NotEmpty(coarse);
        Assert.All(coarse, stretch => Assert.Contains(
            new double[] { 2, 5, 10, 20 }, step => stretch.All(one => Math.Abs(Math.IEEERemainder(one.Reading!.Value, step)) < 1e-9)));
    }

    [Fact]
    public void A_draught_is_slow_and_of_some_grams()
    {
        var gusts = Runs(Run(SensorFaultKind.Gusts, 20), one => one.Active.Contains(SensorFaultKind.Gusts));
        Assert.Contains(gusts, gust => gust.Where(one => one.IsStill).Any(one => Math.Abs(one.Reading!.Value - one.Load) > 2.5));
        Assert.All(gusts, gust => Assert.All(gust.Where(one => one.IsStill), one => Assert.InRange(one.Reading!.Value - one.Load, -14, 14)));
    }

    [Fact]
    public void A_late_camera_shows_what_the_platform_looked_like()
    {
        var seen = Run(SensorFaultKind.LateCamera, 20);
        Assert.Contains(seen, one => one.Load > 20 && one.Active.Length > 0 && one.Shown.Items.IsEmpty && one.Shown.Hand is null);
        Assert.All(seen.Where(one => one.Active.Length == 0), one => Assert.Same(one.Actual, one.Shown));
    }

    private static List<Seen> Run(SensorFaultKind kind, int visits)
    {
        var world = new SimulatedWorld(
            VisitPlan.Create(2, visits, SensorFaultSetup.Visits([kind])), SensorFaultSetup.World(new WorldOptions()), TimeSpan.FromSeconds(3));
        var run = new SensorFaultRun(new SensorFaultPlan(2, [kind]), world, new ScalePhysics(2, Scale));
        var display = new StationDisplay(StationStatus.Ready);
        var seen = new List<Seen>();
        var (watchedFor, activeAt, settled) = (0, -TimeSpan.FromMinutes(1), 0);
        while (!world.IsFinished)
        {
            var before = world.TrueLoad;
            world.Advance(world.Now + Step, display);
            run.Step();
            watchedFor = world.Phase == VisitPhase.Watching ? watchedFor + 1 : 0;
            display = watchedFor == 30 ? display.Show(display.OutcomeNumber + 1, Outcome.Accepted) : display;
            settled = Math.Abs(before - world.TrueLoad) < 0.01 ? settled + 1 : 0;
            SensorFaultKind[] active = [.. run.Active];
            activeAt = active.Length > 0 ? world.Now : activeAt;
            seen.Add(new Seen(
                world.Now, world.TrueLoad, run.ReadScale(world.Now)?.Gross.Value, active, activeAt, world.Scene, run.Look(world.Now), settled > 30));
        }

        return seen;
    }

    private static List<List<Seen>> Runs(List<Seen> seen, Func<Seen, bool> belongs)
    {
        var runs = new List<List<Seen>>();
        for (var i = 0; i < seen.Count; i++)
        {
            if (belongs(seen[i]))
            {
                if (i == 0 || !belongs(seen[i - 1]))
                {
                    runs.Add([]);
                }

                runs[^1].Add(seen[i]);
            }
        }

        return runs;
    }

    private static double Length(List<Seen> stretch) => (stretch[^1].At - stretch[0].At + Step).TotalSeconds;

    private sealed record Seen(
        TimeSpan At, double Load, double? Reading, SensorFaultKind[] Active, TimeSpan ActiveAt, Scene Actual, Scene Shown, bool IsStill);
}
