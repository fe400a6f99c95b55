using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using StationAgent.DropOff;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.Tests.DropOff;

/// <summary>
/// Plays a written course of signals and writes what the machine does. A line of <c>signals.txt</c> is a time in seconds, a signal and its values; <c>#</c> starts a
/// comment and <c>platform bin</c> selects a bin. The output repeats each line with the phase after it and the effects below it.
/// </summary>
internal static class Scenario
{
    public static string Play(IEnumerable<string> lines)
    {
        var rules = new DropOffRules();
        DropOffState? state = null;
        var telling = new StringBuilder();
        foreach (var line in lines.Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "platform")
            {
                rules = rules with { Platform = Enum.Parse<PlatformKind>(words[1], ignoreCase: true) };
                continue;
            }

            var at = TimeSpan.FromSeconds(double.Parse(words[0], CultureInfo.InvariantCulture));
            var transition = state is null || words[1] == "start"
                ? words is [_, "start", "in-maintenance"]
                    ? DropOffMachine.Start(at, rules, isInMaintenance: true)
                    : DropOffMachine.Start(at, rules, owed: Restart.AmendmentFor(words.ElementAtOrDefault(2), isSettled: false))
                : DropOffMachine.Step(state, Signal(at, words[1], words[2..]), rules);
            state = transition.State;
            telling.Append(CultureInfo.InvariantCulture, $"{string.Join(' ', words)} -> {state.GetType().Name}\n");
            foreach (var effect in transition.Effects)
            {
                telling.Append(CultureInfo.InvariantCulture, $"    {Text(effect)}\n");
            }
        }

        return telling.ToString();
    }

    private static StationSignal Signal(TimeSpan at, string name, string[] values) => name switch
    {
        "load-changed" => new StationSignal.LoadChanged(at, values is ["lighter"]),
        "load-unseen" => new StationSignal.LoadUnseen(at, TimeSpan.FromSeconds(Number(values[0]))),
        "load-stable" when values is [_, "passed", var lowest, var highest] => new StationSignal.LoadStable(
            at, Weight(values[0]), new LoadRange(new Grams(Number(lowest)), new Grams(Number(highest)))),
        "load-stable" => new StationSignal.LoadStable(at, Weight(values[0])),
        "load-below-zero" => new StationSignal.LoadBelowZero(at, Weight(values[0])),
        "picture-changed" => new StationSignal.PictureChanged(at, TimeSpan.FromSeconds(Number(values[0])), TimeSpan.FromSeconds(Number(values[1]))),
        "view-cleared" => new StationSignal.ViewCleared(at),
        "platform-seen" => new EffectResult.PlatformSeen(at, values is ["empty"]),
        "looked-again" => Looked(at, values),
        "load-cleared" => new StationSignal.LoadCleared(at),
        "load-overloaded" => new StationSignal.LoadOverloaded(at),
        "captured" => new EffectResult.Captured(at, Whole(values[0])),
        "capture-failed" => new EffectResult.CaptureFailed(at, Whole(values[0]), "no frames"),
        "classified" => new EffectResult.Classified(at, Whole(values[0]), Seen(values[1..])),
        "classify-failed" => new EffectResult.ClassifyFailed(at, Whole(values[0]), "no session"),
        "committed" => new EffectResult.Committed(at, Whole(values[0]), values[1]),
        "commit-failed" => new EffectResult.CommitFailed(at, Whole(values[0]), "disk full"),
        "commit-too-large" => new EffectResult.CommitFailed(at, Whole(values[0]), "70000 bytes") { IsTooLarge = true },
        "amendment-committed" => new EffectResult.AmendmentCommitted(at, Whole(values[0])),
        "amendment-failed" => new EffectResult.AmendmentFailed(at, Whole(values[0]), "disk full"),
        "rested" => new StationSignal.Rested(at),
        "fault-raised" => new StationSignal.FaultRaised(at, Enum.Parse<StationFault>(values[0], ignoreCase: true), "it failed"),
        "fault-cleared" => new StationSignal.FaultCleared(at, Enum.Parse<StationFault>(values[0], ignoreCase: true)),
        "maintenance" when values is ["starting"] => new StationSignal.MaintenanceChanged(at, at, MaintenanceStep.Starting),
        "maintenance" when values is [var step, "since", var since] => new StationSignal.MaintenanceChanged(
            at, TimeSpan.FromSeconds(Number(since)), Enum.Parse<MaintenanceStep>(step.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)),
        "tick" when values is ["seen", var seen, "load", var load] => new StationSignal.Tick(at, TimeSpan.FromSeconds(Number(seen)), new Grams(Number(load))),
        "tick" when values is ["seen", var seen] => new StationSignal.Tick(at, TimeSpan.FromSeconds(Number(seen))),
        "tick" => new StationSignal.Tick(at),
        _ => throw new FormatException($"'{name}' is not a signal."),
    };

    /// <summary>Number, <c>from</c> and the time of the picture, <c>scale-still</c> when the scale has repeated itself, <c>in-place</c>, and what is seen, or <c>without-picture</c>.</summary>
    private static EffectResult.LookedAgain Looked(TimeSpan at, string[] values)
    {
        var answer = new EffectResult.LookedAgain(at, Whole(values[0]), at, IsAlike: false, Recognition: null);
        var rest = values[1..];
        while (rest.Length > 0)
        {
            (answer, rest) = rest switch
            {
                ["from", var picture, ..] => (answer with { PictureAt = TimeSpan.FromSeconds(Number(picture)) }, rest[2..]),
                ["scale-still", ..] => (answer with { ScaleRepeatedFor = TimeSpan.FromSeconds(1) }, rest[1..]),
                ["without-picture"] => (answer with { PictureAt = null }, []),
                ["in-place", ..] => (answer with { IsInPlace = true }, rest[1..]),
                ["alike"] => (answer with { IsAlike = true }, []),
                _ => (answer with { Recognition = Seen(rest) }, []),
            };
        }

        return answer;
    }

    private static Recognition Seen(string[] words) => words switch
    {
        ["intact", "carton"] => Recognitions.Of("packaging/carton/intact"),
        ["damaged", "carton"] => Recognitions.Of("packaging/carton/damaged"),
        ["plastic", "film"] => Recognitions.Of("packaging/plastic_film"),
        ["paper", "envelope"] => Recognitions.Of("packaging/paper_envelope"),
        ["no", "packaging"] => Recognitions.Of("not_packaging"),
        ["carton"] => Recognitions.Of("packaging/carton"),
        ["packaging"] => Recognitions.Of("packaging"),
        [var reason] => Recognitions.Doubt(Enum.Parse<RecognitionReason>(reason.Replace("_", "", StringComparison.Ordinal), ignoreCase: true)),
        _ => throw new FormatException($"'{string.Join(' ', words)}' cannot be seen."),
    };

    private static string Text(Effect effect) => effect switch
    {
        Effect.Capture e => $"capture {e.Number} changed at {Seconds(e.ChangedAt)}",
        Effect.Classify e => $"classify {e.Number}",
        Effect.Commit e => $"commit {e.Number}: {Text(e.Record)}",
        Effect.CommitAmendment e => $"amend {e.AmendsEventId} of {e.Number}: {e.Change} {e.Reason}",
        Effect.RaiseAlarm e => $"alarm {e.Cause}: {e.Detail}",
        Effect.Settle e => $"settle {e.EventId}",
        Effect.ShowStatus e => $"show {e.Status}",
        Effect.ShowOutcome e => $"show outcome {e.Number}: {e.Outcome}{Text(e.Reasons)}",
        Effect.AwaitRest => "await rest",
        Effect.AwaitClearView e => $"await clear view after {Seconds(e.After)}",
        Effect.LookAtPlatform e => e.UntouchedUntil is { } until ? $"look at platform empty until {Seconds(until)}" : "look at platform",
        Effect.LookAgain e => $"look again {e.Number}" + (e.ShownAt is { } shown ? $", shown at {Seconds(shown)}" : ""),
        Effect.SetZero e => $"set zero, {Text(e.Alarm)}",
        Effect.Release e => $"release {e.Number}",
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, "cannot be told"),
    };

    private static string Text(DropOffRecord record) =>
        $"{record.Outcome}{Text(record.Reasons)}, {(record.Recognition is { } seen ? seen.Class?.Path ?? "unclear" : "not seen")}, to {record.Disposition}{Text(record.Remarks)}, "
        + $"{record.Mass?.Mass.ToString() ?? "not weighed"}, presented at {Seconds(record.PresentedAt)}"
        + (record.IsTest ? ", a test" : "")
        + (record.RetryOf is { } first ? $", retry of {first}" : "");

    private static string Text(ImmutableArray<string> reasons) => string.Concat(reasons.Select(reason => " " + reason));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0#", CultureInfo.InvariantCulture);

    private static StableWeight Weight(string grams) => new(new Grams(Number(grams)), new Grams(1));

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);

    private static long Whole(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}
