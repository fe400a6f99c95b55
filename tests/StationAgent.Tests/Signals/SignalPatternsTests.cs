using CsCheck;
using StationAgent.DropOff;
using StationAgent.Signals.Patterns;
using Xunit;

namespace StationAgent.Tests.Signals;

public sealed class SignalPatternsTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(3);
    private static readonly TimeSpan OutcomeFor = TimeSpan.FromSeconds(5);
    private static readonly Scene AtStart = Scene.AtStart(Start);

    [Fact]
    public void Before_its_first_status_the_station_shows_out_of_service() =>
        Assert.Equal("0 OutOfService, 500 None, 2000 OutOfService, 2500 None, 4000 OutOfService", Course(AtStart, 4000));

    [Theory]
    [InlineData((int)StationStatus.Ready, "0 Ready")]
    [InlineData((int)StationStatus.Occupied, "0 Occupied")]
    [InlineData((int)StationStatus.Maintenance, "0 Busy, OutOfService")]
    [InlineData((int)StationStatus.Busy, "0 Busy, 500 None, 1000 Busy, 1500 None, 2000 Busy")]
    public void Each_state_has_its_lamp(int status, string course) => Assert.Equal(course, Course(AtStart.With((StationStatus)status, Start), 2000));

    [Theory]
    [InlineData((int)Outcome.Accepted, "0 Accepted, Buzzer; 150 Accepted; 5000 Ready")]
    [InlineData((int)Outcome.Rejected, "0 Rejected, Buzzer; 150 Rejected; 300 Rejected, Buzzer; 450 Rejected; 5000 Ready")]
    public void An_outcome_is_lit_and_heard_and_then_the_state_is_shown_again(int outcome, string course) => Assert.Equal(
        course, Course(AtStart.With(1, (Outcome)outcome, Start).With(StationStatus.Ready, Start + TimeSpan.FromSeconds(1)), 9000, "; "));

    [Fact]
    public void An_undecided_piece_blinks_red_with_one_long_beep() => Assert.Equal(
        "0 Rejected, Buzzer; 250 Buzzer; 500 Rejected, Buzzer; 600 Rejected; 750 None; 1000 Rejected",
        Course(AtStart.With(1, Outcome.Undecided, Start), 1000, "; "));

    [Fact]
    public void The_next_piece_ends_the_last_outcome_at_once()
    {
        var second = TimeSpan.FromSeconds(1);
        var next = AtStart.With(1, Outcome.Accepted, Start).With(StationStatus.Ready, Start + second).With(StationStatus.Busy, Start + (2 * second));
        Assert.Equal(Outputs.Busy, SignalPatterns.At(next, Start + (2 * second), OutcomeFor).On);
    }

    [Theory]
    [InlineData((int)Disposition.Reuse, (int)Outputs.Reuse)]
    [InlineData((int)Disposition.Pulp, (int)Outputs.Pulp)]
    [InlineData((int)Disposition.Recycle, (int)Outputs.Other)]
    public void Where_an_accepted_piece_goes_is_lit_until_the_station_is_ready_for_the_next(int disposition, int lamp)
    {
        var accepted = AtStart.Storing(3, (Disposition)disposition).With(3, Outcome.Accepted, Start);
        var taken = accepted.With(StationStatus.Occupied, Start + TimeSpan.FromSeconds(5)).With(StationStatus.Busy, Start + TimeSpan.FromSeconds(9));

        Assert.Equal((Outputs)lamp, DirectionAt(accepted, 0));
        Assert.Equal((Outputs)lamp, DirectionAt(taken, 9));
        Assert.Equal(Outputs.None, DirectionAt(taken.With(StationStatus.Ready, Start + TimeSpan.FromSeconds(10)), 10));
        Assert.Equal(Outputs.None, DirectionAt(accepted.With(StationStatus.OutOfService, Start), 0));
    }

    [Fact]
    public void No_other_piece_is_told_where_to_go()
    {
        var storing = AtStart.Storing(3, Disposition.Pulp);
        Assert.Equal(Outputs.None, DirectionAt(storing, 0));
        Assert.Equal(Outputs.None, DirectionAt(storing.With(2, Outcome.Accepted, Start), 0));
        Assert.Equal(Outputs.None, DirectionAt(storing.With(3, Outcome.Accepted, Start).With(4, Outcome.Undecided, Start), 0));
    }

    [Fact]
    public void A_station_that_fails_after_an_outcome_shows_the_outcome_to_its_end()
    {
        var scene = AtStart.With(1, Outcome.Undecided, Start).With(StationStatus.OutOfService, Start);
        Assert.Equal(Outputs.Rejected | Outputs.Buzzer, SignalPatterns.At(scene, Start, OutcomeFor).On);
        Assert.Equal(Outputs.OutOfService, SignalPatterns.At(scene, Start + TimeSpan.FromSeconds(6), OutcomeFor).On);
    }

    [Fact]
    public void Outputs_stay_the_same_until_the_announced_moment()
    {
        var scenes = Gen.Select(Gen.Enum<StationStatus>(), Gen.Enum<Outcome>(), Gen.Bool, Gen.Long[0, 20_000], Gen.Long[0, 20_000], Gen.Long[0, 9_999]);
        scenes.Sample((status, outcome, hasOutcome, statusAt, outcomeAt, share) =>
        {
            var scene = new Scene(status, Milliseconds(statusAt), hasOutcome ? outcome : null, Milliseconds(outcomeAt));
            var now = Milliseconds(20_000 + share);
            var (on, until) = SignalPatterns.At(scene, now, OutcomeFor);
            Assert.True(until is null || until > now);
            var last = (until ?? now + TimeSpan.FromHours(1)) - TimeSpan.FromTicks(1);
            Assert.Equal(on, SignalPatterns.At(scene, last, OutcomeFor).On);
            Assert.Equal(on, SignalPatterns.At(scene, now + ((last - now) / 2), OutcomeFor).On);
        });
    }

    [Fact]
    public void A_lamp_of_an_accepted_piece_never_burns_without_an_accepted_outcome() =>
        Gen.Select(Gen.Enum<StationStatus>(), Gen.Enum<Outcome>(), Gen.Bool, Gen.Long[0, 30_000]).Sample((status, outcome, hasOutcome, at) =>
        {
            var shown = hasOutcome && outcome != Outcome.Accepted ? outcome : (Outcome?)null;
            Assert.Equal(
                Outputs.None,
                SignalPatterns.At(new Scene(status, TimeSpan.Zero, shown, TimeSpan.Zero), Milliseconds(at), OutcomeFor).On & Outputs.Accepted);
        });

    private static Outputs DirectionAt(Scene scene, int seconds) =>
        SignalPatterns.At(scene, Start + TimeSpan.FromSeconds(seconds), OutcomeFor).On & (Outputs.Reuse | Outputs.Pulp | Outputs.Other);

    private static TimeSpan Milliseconds(long count) => TimeSpan.FromMilliseconds(count);

    /// <summary>Follows the course from its start: milliseconds and what is on from then on.</summary>
    private static string Course(Scene scene, int milliseconds, string between = ", ")
    {
        var parts = new List<string>();
        TimeSpan? next = Start;
        while (next is { } now && now - Start <= Milliseconds(milliseconds))
        {
            (var on, next) = SignalPatterns.At(scene, now, OutcomeFor);
            parts.Add($"{(now - Start).TotalMilliseconds} {on}");
        }

        return string.Join(between, parts);
    }
}
