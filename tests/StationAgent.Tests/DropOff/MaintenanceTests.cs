using CsCheck;
using StationAgent.DropOff;
using StationAgent.DropOff.Maintenance;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.DropOff;

/// <summary>What is presented in maintenance is a test, and nothing else is.</summary>
public sealed class MaintenanceTests
{
    // A step: how much later, what happens, and a value for it.
    private static readonly Gen<(int Milliseconds, int Kind, int Value)[]> Courses =
        Gen.Select(Gen.Int[0, 2_500], Gen.Int[0, 13], Gen.Int[0, 400]).Array[0, 150];

    [Theory]
    [InlineData("Tray")]
    [InlineData("Bin")]
    public void No_piece_of_maintenance_counts_and_every_other_one_does(string platform)
    {
        var rules = new DropOffRules { Platform = Enum.Parse<PlatformKind>(platform) };
        var (tests, others) = (0, 0);
        Courses.Sample(
            course =>
            {
                foreach (var isTest in Play(course, rules))
                {
                    _ = isTest ? Interlocked.Increment(ref tests) : Interlocked.Increment(ref others);
                }
            },
            iter: 5_000);

        // The generated courses are useful only when both come.
        Assert.True(tests > 100 && others > 100, $"{tests} tests, {others} others");
    }

    [Fact]
    public void A_piece_belongs_to_maintenance_by_the_moment_at_which_it_was_presented()
    {
        var times = MaintenanceTimes.None.Begin(Second(10)).End(Second(20)).Begin(Second(30));

        Assert.True(times.IsOn);
        Assert.Equal(
            [false, true, true, false, false, true],
            new[] { 9.999, 10, 19.999, 20, 29.999, 30 }.Select(at => times.Covers(Second(at))));
        Assert.False(times.TakeBack().Covers(Second(30)));
        Assert.True(times.TakeBack().Covers(Second(15)));
    }

    [Fact]
    public void Old_times_are_forgotten()
    {
        var times = MaintenanceTimes.None;
        for (var hour = 0; hour < 10_000; hour++)
        {
            times = times.Begin(TimeSpan.FromHours(hour)).End(TimeSpan.FromHours(hour) + TimeSpan.FromMinutes(30));
        }

        Assert.False(times.Covers(TimeSpan.FromHours(9_998)));
        Assert.True(times.Covers(TimeSpan.FromHours(9_999)));
    }

    private static List<bool> Play((int Milliseconds, int Kind, int Value)[] course, DropOffRules rules)
    {
        var (at, isOn, began) = (TimeSpan.Zero, false, TimeSpan.Zero);
        List<(TimeSpan From, TimeSpan Until)> maintenance = [];
        List<bool> found = [];
        var state = DropOffMachine.Start(at, rules).State;
        foreach (var (milliseconds, kind, value) in course)
        {
            at += TimeSpan.FromMilliseconds(milliseconds);
            var signal = Happens(at, kind, value, state);
            if (signal is StationSignal.MaintenanceChanged)
            {
                // A change takes its time to be stored, and it is in force from the moment of the request on.
                (signal, isOn, began) = isOn
                    ? ((StationSignal)new StationSignal.MaintenanceChanged(at, at, MaintenanceStep.Ended), false, began)
                    : (new StationSignal.MaintenanceChanged(at, at, MaintenanceStep.Starting), true, at);
                if (!isOn)
                {
                    maintenance.Add((began, at));
                }
            }

            var transition = DropOffMachine.Step(state, signal, rules);
            state = transition.State;
            foreach (var record in transition.Effects.OfType<Effect.Commit>().Select(static commit => commit.Record))
            {
                var expected = (isOn && record.PresentedAt >= began) || maintenance.Exists(span => record.PresentedAt >= span.From && record.PresentedAt < span.Until);
                Assert.Equal(expected, record.IsTest);
                found.Add(record.IsTest);
            }

            Assert.DoesNotContain(transition.Effects, static effect => effect is Effect.ShowStatus { Status: StationStatus.Maintenance });
        }

        return found;
    }

    private static StationSignal Happens(TimeSpan at, int kind, int value, DropOffState state) => (kind, state) switch
    {
        ( <= 3, DropOffState.Capturing s) => new EffectResult.Captured(at, s.Piece.Number),
        ( <= 3, DropOffState.Classifying s) => new EffectResult.Classified(at, s.Piece.Number, Recognitions.Of("packaging/carton/intact")),
        ( <= 3, DropOffState.Committing s) => new EffectResult.Committed(at, s.Record.Number, $"e-{s.Record.Number}"),
        ( <= 3, DropOffState.Amending s) => new EffectResult.AmendmentCommitted(at, s.Amendment.Number),
        ( <= 3, DropOffState.ClearingView) => new StationSignal.ViewCleared(at),
        ( <= 3, DropOffState.ComingToRest) => new StationSignal.Rested(at),
        ( <= 5, _) => new StationSignal.LoadChanged(at),
        ( <= 7, _) => new StationSignal.LoadStable(at, new StableWeight(new Grams(value + 20), new Grams(1))),
        ( <= 8, _) => new StationSignal.LoadCleared(at),
        (9, _) => new StationSignal.LoadOverloaded(at),
        (10, _) => new StationSignal.LoadUnseen(at, at - TimeSpan.FromMilliseconds(value)),
        (11, _) => new StationSignal.MaintenanceChanged(at, at, MaintenanceStep.Starting),
        _ => new StationSignal.Tick(at),
    };

    private static TimeSpan Second(double seconds) => TimeSpan.FromSeconds(seconds);
}
