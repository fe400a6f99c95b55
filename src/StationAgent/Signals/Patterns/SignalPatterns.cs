using System.Diagnostics;
using StationAgent.DropOff;

namespace StationAgent.Signals.Patterns;

/// <summary>Computes which outputs are on at which time, without state or side effects.</summary>
internal static class SignalPatterns
{
    private static readonly Course[] Ready = [new(Outputs.Ready, Blink.Steady)];
    private static readonly Course[] Busy = [new(Outputs.Busy, Blink.Of(500, 500))];
    private static readonly Course[] Occupied = [new(Outputs.Occupied, Blink.Steady)];
    private static readonly Course[] OutOfService = [new(Outputs.OutOfService, Blink.Of(500, 1500))];
    private static readonly Course[] Maintenance = [new(Outputs.Busy, Blink.Steady), new(Outputs.OutOfService, Blink.Steady)];

    private static readonly Course[] Accepted = [new(Outputs.Accepted, Blink.Steady), new(Outputs.Buzzer, Blink.Of(150, 150, times: 1))];
    private static readonly Course[] AcceptedOnOneLamp = [new(Outputs.Accepted, Blink.Of(250, 250)), new(Outputs.Buzzer, Blink.Of(150, 150, times: 1))];
    private static readonly Course[] Rejected = [new(Outputs.Rejected, Blink.Steady), new(Outputs.Buzzer, Blink.Of(150, 150, times: 2))];
    private static readonly Course[] Undecided = [new(Outputs.Rejected, Blink.Of(250, 250)), new(Outputs.Buzzer, Blink.Of(600, 400, times: 1))];

    /// <summary>Computes which outputs are on at a given time.</summary>
    /// <param name="scene">What has to be shown.</param>
    /// <param name="now">Time since boot.</param>
    /// <param name="outcomeFor">How long an outcome is shown.</param>
    /// <param name="hasOneLamp">True when all outputs are colours of one lamp: accepted, green like ready, then blinks.</param>
    /// <returns>What is on, and until when; null until the scene changes.</returns>
    public static (Outputs On, TimeSpan? Until) At(Scene scene, TimeSpan now, TimeSpan outcomeFor, bool hasOneLamp = false)
    {
        var (on, until) = LampsAt(scene, now, outcomeFor, hasOneLamp);

        // No other status follows an outcome in maintenance, so the lamp that tells where the piece goes ends with the outcome.
        var isOver = scene.Status == StationStatus.Maintenance && now >= scene.OutcomeAt + outcomeFor;
        return (isOver ? on : on | LampOf(scene.GoesTo), until);
    }

    private static (Outputs On, TimeSpan? Until) LampsAt(Scene scene, TimeSpan now, TimeSpan outcomeFor, bool hasOneLamp)
    {
        var outcomeEnds = scene.OutcomeAt + outcomeFor;
        if (scene.Outcome is { } outcome && now < outcomeEnds)
        {
            var (on, until) = Play(CoursesOf(outcome, hasOneLamp), scene.OutcomeAt, now);
            return (on, until is { } edge && edge < outcomeEnds ? edge : outcomeEnds);
        }

        return Play(CoursesOf(scene.Status), scene.StatusAt, now);
    }

    private static (Outputs On, TimeSpan? Until) Play(Course[] courses, TimeSpan since, TimeSpan now)
    {
        var on = Outputs.None;
        TimeSpan? until = null;
        foreach (var (output, blink) in courses)
        {
            var (isOn, edge) = blink.At(now - since);
            on |= isOn ? output : Outputs.None;
            if (edge is { } next && (until is null || since + next < until))
            {
                until = since + next;
            }
        }

        return (on, until);
    }

    private static Course[] CoursesOf(StationStatus status) => status switch
    {
        StationStatus.Ready => Ready,
        StationStatus.Busy => Busy,
        StationStatus.Occupied => Occupied,
        StationStatus.OutOfService => OutOfService,
        StationStatus.Maintenance => Maintenance,
        _ => throw new UnreachableException($"There is no lamp for {status}."),
    };

    private static Course[] CoursesOf(Outcome outcome, bool hasOneLamp) => outcome switch
    {
        Outcome.Accepted => hasOneLamp ? AcceptedOnOneLamp : Accepted,
        Outcome.Rejected => Rejected,
        Outcome.Undecided => Undecided,
        _ => throw new UnreachableException($"There is no lamp for {outcome}."),
    };

    private static Outputs LampOf(Disposition disposition) => disposition switch
    {
        Disposition.None => Outputs.None,
        Disposition.Reuse => Outputs.Reuse,
        Disposition.Pulp => Outputs.Pulp,
        _ => Outputs.Other,
    };

    private readonly record struct Course(Outputs Output, Blink Blink);
}
