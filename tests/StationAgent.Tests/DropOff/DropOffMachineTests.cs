using System.Collections.Concurrent;
using CsCheck;
using StationAgent.DropOff;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.DropOff;

public sealed class DropOffMachineTests
{
    // A step: how much later, what happens, and a value for it.
    private static readonly Gen<(int Milliseconds, int Kind, int Value)[]> Courses =
        Gen.Select(Gen.Int[0, 2_500], Gen.Int[0, 30], Gen.Int[0, 400]).Array[0, 150];

    [Theory]
    [InlineData("Tray")]
    [InlineData("Bin")]
    public void No_course_of_signals_breaks_a_promise(string platform)
    {
        var rules = new DropOffRules { Platform = Enum.Parse<PlatformKind>(platform) };
        ConcurrentDictionary<string, int> seen = new(StringComparer.Ordinal);
        Courses.Sample(
            course =>
            {
                foreach (var name in Run(course, rules))
                {
                    seen.AddOrUpdate(name, 1, (_, count) => count + 1);
                }
            },
            iter: 20_000);

        // The generated courses are useful only when they reach every phase.
        string[] phases =
        [
            "Ready", "Settling", "Capturing", "Classifying", "Confirming", "Committing", "Watching", "Amending", "OutOfService",
            "AwaitingPictures", "AwaitingChange",
            .. rules.Platform == PlatformKind.Tray ? (string[])["Occupied", "ClearingView", "BelowZero"] : ["ComingToRest"],
        ];
        Assert.All([.. phases, "Withdrawn", "Unsettled", "Void"], name => Assert.True(seen.GetValueOrDefault(name) > 20, $"{name} was hardly seen"));
    }

    [Fact]
    public void Every_signal_has_an_answer_in_every_phase()
    {
        var states = Reached();
        foreach (var rules in new[] { new DropOffRules(), new DropOffRules { Platform = PlatformKind.Bin } })
        {
            foreach (var state in states)
            {
                foreach (var signal in Signals(TimeSpan.FromSeconds(100)))
                {
                    Assert.NotNull(DropOffMachine.Step(state, signal, rules).State);
                }
            }
        }
    }

    [Fact]
    public void A_course_that_went_well_leaves_the_next_number_for_the_next_piece()
    {
        var told = Scenario.Play(
        [
            "0 start", "1 load-cleared",
            "10 load-changed", "11 load-stable 50", "11.1 captured 1", "11.2 classified 1 no packaging", "11.3 committed 1 e-1", "12 load-cleared",
            "20 load-changed", "21 load-cleared",
            "30 load-changed", "31 load-stable 50",
        ]);

        Assert.Contains("capture 2 changed at 30.0", told, StringComparison.Ordinal);
    }

    private static HashSet<string> Run((int Milliseconds, int Kind, int Value)[] course, DropOffRules rules)
    {
        var ledger = new Ledger();
        var at = TimeSpan.Zero;
        var state = DropOffMachine.Start(at, rules).State;
        List<Effect> open = [];
        foreach (var (milliseconds, kind, value) in course)
        {
            at += TimeSpan.FromMilliseconds(milliseconds);
            Take(Happens(at, kind, value, open));
        }

        // Then all goes well again: every fault is cleared and every effect answered, the platform empties, and time passes.
        foreach (var fault in Enum.GetValues<StationFault>())
        {
            Take(new StationSignal.FaultCleared(at, fault));
        }

        for (var i = 0; i < 40 && state is not DropOffState.Ready; i++)
        {
            at += TimeSpan.FromSeconds(1);
            Take(new StationSignal.LoadCleared(at));
            while (open.Count > 0)
            {
                Take(Answer(at, open[0], goesWell: true, open));
            }

            Take(new StationSignal.Tick(at));
            Take(new StationSignal.ViewCleared(at));
        }

        ledger.Close(state);
        return ledger.Seen;

        void Take(StationSignal signal)
        {
            var transition = DropOffMachine.Step(state, signal, rules);
            ledger.Note(signal, transition);
            open.AddRange(transition.Effects.Where(IsAnswered));
            state = transition.State;
        }
    }

    /// <summary>Half of the signals answer an effect, well or badly, late or in time; the rest is load, faults, time and answers to no request.</summary>
    private static StationSignal Happens(TimeSpan at, int kind, int value, List<Effect> open) => kind switch
    {
        <= 12 when open.Count > 0 => Answer(at, open[value % open.Count], goesWell: kind > 1, open),
        <= 14 => new StationSignal.LoadChanged(at, Lighter: value % 2 == 0),
        <= 18 => new StationSignal.LoadStable(at, new StableWeight(new Grams(value - 40), new Grams(1))),
        <= 20 => new StationSignal.LoadCleared(at),
        21 => new StationSignal.LoadOverloaded(at),
        26 => value % 2 == 0
            ? new StationSignal.LoadUnseen(at, at - TimeSpan.FromMilliseconds(700))
            : new StationSignal.LoadBelowZero(at, new StableWeight(new Grams(-50 - value), new Grams(1))),
        27 => new StationSignal.PictureChanged(at, at - TimeSpan.FromMilliseconds(value * 10), TimeSpan.FromMilliseconds(value % 3 * value * 10)),
        22 => new StationSignal.FaultRaised(at, (StationFault)(value % 4), "it failed"),
        <= 24 => new StationSignal.FaultCleared(at, (StationFault)(value % 4)),
        25 => Signals(at).ElementAt(value % Signals(at).Count()),
        _ => new StationSignal.Tick(at),
    };

    private static StationSignal Answer(TimeSpan at, Effect effect, bool goesWell, List<Effect> open)
    {
        open.Remove(effect);
        return effect switch
        {
            Effect.Capture e when goesWell => new EffectResult.Captured(at, e.Number),
            Effect.Capture e => new EffectResult.CaptureFailed(at, e.Number, "no frames"),
            Effect.Classify e when goesWell => new EffectResult.Classified(at, e.Number, Pictures(e.Number)),
            Effect.Classify e => new EffectResult.ClassifyFailed(at, e.Number, "no session"),
            Effect.Commit e when goesWell => new EffectResult.Committed(at, e.Number, $"e-{e.Number}"),
            Effect.Commit e => new EffectResult.CommitFailed(at, e.Number, "disk full"),
            Effect.CommitAmendment e when goesWell => new EffectResult.AmendmentCommitted(at, e.Number),
            Effect.CommitAmendment e => new EffectResult.AmendmentFailed(at, e.Number, "disk full"),
            Effect.LookAgain e => goesWell ? new EffectResult.LookedAgain(at, e.Number, at, IsAlike: true, Recognition: null) : OddLook(at, e.Number),
            Effect.LookAtPlatform => new EffectResult.PlatformSeen(at, goesWell),
            Effect.AwaitClearView => new StationSignal.ViewCleared(at),
            Effect.SetZero => new StationSignal.LoadCleared(at),
            _ => new StationSignal.Rested(at),
        };
    }

    /// <summary>A look that does not simply show the piece; which one it is follows from the time, so that a seed repeats it.</summary>
    private static EffectResult.LookedAgain OddLook(TimeSpan at, long number)
    {
        var look = new EffectResult.LookedAgain(at, number, at, IsAlike: false, Recognitions.Of("packaging/carton/intact"));
        return (at.Ticks / TimeSpan.TicksPerMillisecond % 7) switch
        {
            0 => look with { PictureAt = null, Recognition = null },
            1 => look with { IsInPlace = true, ScaleRepeatedFor = TimeSpan.FromSeconds(1) },
            2 => look with { ScaleRepeatedFor = TimeSpan.FromSeconds(1) },
            3 => look with { Recognition = Recognitions.Doubt(RecognitionReason.HandInView), ScaleRepeatedFor = TimeSpan.FromSeconds(1) },
            4 => look with { PictureAt = at - TimeSpan.FromSeconds(1) },
            5 => look with { Recognition = null },
            _ => look with { Recognition = Recognitions.Of("not_packaging") },
        };
    }

    /// <summary>Recognitions that carry the number of their drop-off.</summary>
    private static Recognition Pictures(long number) =>
        (number % 2 == 0 ? Recognitions.Doubt(RecognitionReason.NoObject) : Recognitions.Of("packaging/carton/intact")) with { Frames = (int)number };

    private static bool IsAnswered(Effect effect) =>
        effect is Effect.Capture or Effect.Classify or Effect.Commit or Effect.CommitAmendment or Effect.AwaitRest or Effect.LookAgain
            or Effect.LookAtPlatform or Effect.AwaitClearView or Effect.SetZero;

    /// <summary>One of each signal, with the number of a drop-off that never was.</summary>
    private static IEnumerable<StationSignal> Signals(TimeSpan at)
    {
        yield return new StationSignal.LoadChanged(at);
        yield return new StationSignal.LoadStable(at, new StableWeight(new Grams(150), new Grams(1)));
        yield return new StationSignal.LoadCleared(at);
        yield return new StationSignal.LoadOverloaded(at);
        yield return new StationSignal.LoadUnseen(at, at - TimeSpan.FromSeconds(1));
        yield return new StationSignal.LoadBelowZero(at, new StableWeight(new Grams(-300), new Grams(1)));
        yield return new StationSignal.PictureChanged(at, at - TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        yield return new StationSignal.ViewCleared(at);
        yield return new EffectResult.LookedAgain(at, 999, at, IsAlike: true, Recognition: null);
        yield return new EffectResult.PlatformSeen(at, IsEmpty: true);
        yield return new EffectResult.Captured(at, 999);
        yield return new EffectResult.CaptureFailed(at, 999, "no frames");
        yield return new EffectResult.Classified(at, 999, Pictures(999));
        yield return new EffectResult.ClassifyFailed(at, 999, "no session");
        yield return new EffectResult.Committed(at, 999, "e-999");
        yield return new EffectResult.CommitFailed(at, 999, "disk full");
        yield return new EffectResult.AmendmentCommitted(at, 999);
        yield return new EffectResult.AmendmentFailed(at, 999, "disk full");
        yield return new StationSignal.Rested(at);
        yield return new StationSignal.FaultRaised(at, StationFault.Scale, "silent");
        yield return new StationSignal.FaultCleared(at, StationFault.Scale);
        yield return new StationSignal.ConcernRaised(at, StationFault.Scale, "scale_drift", "clean it");
        yield return new StationSignal.ConcernEnded(at, StationFault.Scale);
        yield return new StationSignal.MaintenanceChanged(at, at, MaintenanceStep.Started);
        yield return new StationSignal.Tick(at);
    }

    /// <summary>One state of each phase.</summary>
    private static DropOffState[] Reached()
    {
        var memory = new StationMemory { Load = new PlatformLoad.Moving(TimeSpan.Zero, Lighter: false), LastNumber = 1 };
        var weight = new StableWeight(new Grams(150), new Grams(1));
        var piece = new Piece(1, TimeSpan.Zero, TimeSpan.Zero, weight, weight, TimeSpan.Zero);
        var record = new DropOffRecord(1, Outcome.Accepted, [], null, Disposition.Reuse, weight, TimeSpan.Zero, TimeSpan.Zero);
        DropOffState[] states =
        [
            new DropOffState.Ready(memory),
            new DropOffState.Settling(memory, TimeSpan.Zero, Lighter: false),
            new DropOffState.AwaitingPictures(memory, piece),
            new DropOffState.AwaitingChange(memory, piece, Recognitions.Doubt(RecognitionReason.NoObject), TimeSpan.FromSeconds(5)),
            new DropOffState.ClearingView(memory),
            new DropOffState.BelowZero(memory, TimeSpan.Zero, TimeSpan.Zero, Matches: 0, IsTold: false),
            new DropOffState.Capturing(memory, piece, TimeSpan.Zero),
            new DropOffState.Classifying(memory, piece, TimeSpan.Zero),
            new DropOffState.Confirming(memory, piece, Recognitions.Of("packaging/plastic_film")),
            new DropOffState.Committing(memory, record, weight, TimeSpan.Zero),
            new DropOffState.Watching(memory, record, "e-1", weight, TimeSpan.FromSeconds(5), HasRested: false),
            new DropOffState.Amending(memory, new Amendment(1, "e-1", AmendmentChange.Withdrawn, Reasons.TakenBack), TimeSpan.Zero),
            new DropOffState.Occupied(memory),
            new DropOffState.ComingToRest(memory),
            new DropOffState.OutOfService(memory),
        ];
        var phases = typeof(DropOffState).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Count(type => !type.IsAbstract);
        Assert.Equal(phases, states.Length);
        Assert.Equal(
            CasesOf(typeof(StationSignal)) + CasesOf(typeof(EffectResult)),
            Signals(TimeSpan.Zero).Select(signal => signal.GetType()).Distinct().Count());
        return states;
    }

    private static int CasesOf(Type vocabulary) => vocabulary.GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Length;
}
