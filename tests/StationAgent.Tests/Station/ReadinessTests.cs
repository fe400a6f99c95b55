using System.Reflection;
using StationAgent.DropOff;
using StationAgent.Station.Reporting;
using StationAgent.Tests.DropOff;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station;

/// <summary>No station is out of service or busy for long without a cause that can be read.</summary>
public sealed class ReadinessTests
{
    private static readonly StableWeight Weight = new(new Grams(312), new Grams(1));
    private static readonly StationMemory Moving = new() { Load = new PlatformLoad.Moving(TimeSpan.Zero, Lighter: false) };
    private static readonly StationMemory Loaded = new() { Load = new PlatformLoad.Resting(Weight, TimeSpan.Zero, Lighter: false, TimeSpan.Zero) };
    private static readonly StationMemory Empty = new() { Load = new PlatformLoad.Resting(default, TimeSpan.Zero, Lighter: false, TimeSpan.Zero) };
    private static readonly LoadUnrest Draught = new(TimeSpan.FromSeconds(0.1), new Grams(6), new Grams(1), default);

    /// <summary>The states in which a station may stay without a deadline of their own, and words of the cause that is then reported.</summary>
    public static TheoryData<string, string, string> Lasting => new()
    {
        { "out of service, scale never delivered", "scale_not_ready", "doctor --only scale" },
        { "out of service, camera never rested", "camera_not_ready", "no two pictures" },
        { "occupied and moving", "scale_restless", "vary by 6.0 g" },
        { "occupied by 312 g", "platform_occupied", "312 g have been on the platform" },
        { "bin, load moves", "scale_restless", "vary by" },
        { "bin, picture moves", "picture_restless", "loose bag" },
        { "view not clear", "view_not_clear", "empty tray" },
        { "below zero", "platform_below_zero", "300 g below zero" },
    };

    [Theory]
    [MemberData(nameof(Lasting))]
    public void A_state_that_lasts_has_a_cause_and_a_remedy(string name, string cause, string words)
    {
        var found = Readiness.CauseOf(
            StateOf(name), TimeSpan.FromHours(1), FaultSet.None, Draught, new StabiliserOptions(), TimeSpan.FromSeconds(10));

        Assert.Equal(cause, found?.Cause);
        Assert.Contains(words, found!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_other_state_ends_by_its_own_deadline()
    {
        var piece = new Piece(1, TimeSpan.Zero, TimeSpan.Zero, Weight, Weight, TimeSpan.Zero);
        var record = new DropOffRecord(1, Outcome.Accepted, [], null, Disposition.Reuse, Weight, TimeSpan.Zero, TimeSpan.Zero);
        DropOffState[] others =
        [
            new DropOffState.Ready(Empty),
            new DropOffState.Settling(Moving, TimeSpan.Zero, Lighter: false),
            new DropOffState.AwaitingPictures(Loaded, piece),
            new DropOffState.AwaitingChange(Loaded, piece, Recognitions.Doubt(RecognitionReason.NoObject), TimeSpan.FromSeconds(5)),
            new DropOffState.Capturing(Loaded, piece, TimeSpan.Zero),
            new DropOffState.Classifying(Loaded, piece, TimeSpan.Zero),
            new DropOffState.Confirming(Moving, piece, Recognitions.Of("packaging/plastic_film")),
            new DropOffState.Committing(Loaded, record, Weight, TimeSpan.Zero),
            new DropOffState.Watching(Loaded, record, "e-1", Weight, TimeSpan.FromSeconds(5), HasRested: false),
            new DropOffState.Amending(Loaded, new Amendment(1, "e-1", AmendmentChange.Withdrawn, Reasons.TakenBack), TimeSpan.Zero),
        ];

        Assert.All(others, state => Assert.Null(Cause(state, TimeSpan.FromHours(1))));
        var all = typeof(DropOffState).GetNestedTypes(BindingFlags.NonPublic).Where(type => !type.IsAbstract);
        Assert.Equal(
            all.OrderBy(type => type.Name),
            others.Select(state => state.GetType()).Concat(Lasting.Select(row => StateOf(row.Data.Item1).GetType())).Distinct().OrderBy(type => type.Name));
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public void Nothing_is_reported_within_the_time_that_a_start_or_a_person_needs(string name, string cause, string words)
    {
        _ = words;
        Assert.True(cause == "platform_below_zero" || Cause(StateOf(name), TimeSpan.FromSeconds(20)) is null);
    }

    [Fact]
    public void A_fault_whose_cause_is_reported_is_not_reported_again() => Assert.Null(Readiness.CauseOf(
        StateOf("out of service, camera never rested"), TimeSpan.FromHours(1), FaultSet.None.With(StationFault.Camera), null, new StabiliserOptions(), TimeSpan.FromSeconds(10)));

    [Theory]
    [InlineData(1.2, 0.3, 0, "only every 1.2 s")]
    [InlineData(0.1, 8, 20, "display step of 20 g")]
    [InlineData(0.1, 3, 0, "vary by 3.0 g")]
    public void Unrest_is_explained_by_what_is_measured(double pace, double deviation, double step, string words)
    {
        var unrest = new LoadUnrest(TimeSpan.FromSeconds(pace), new Grams(deviation), new Grams(0.5), new Grams(step));

        var found = Readiness.CauseOf(
            StateOf("occupied and moving"), TimeSpan.FromMinutes(1), FaultSet.None, unrest, new StabiliserOptions(), TimeSpan.FromSeconds(10));

        Assert.Contains(words, found!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scale_that_repeats_itself_is_told_as_such()
    {
        var unrest = new LoadUnrest(TimeSpan.FromSeconds(0.1), Grams.Zero, Grams.Zero, Grams.Zero) { RepeatedFor = TimeSpan.FromSeconds(31) };

        var found = Readiness.CauseOf(
            StateOf("occupied and moving"), TimeSpan.FromMinutes(1), FaultSet.None, unrest, new StabiliserOptions(), TimeSpan.FromSeconds(10));

        Assert.Contains("repeated one reading for 31 s", found!.Detail, StringComparison.Ordinal);
    }

    /// <summary>A piece may wait to be taken away; what was there before any piece came, or more than a scale can weigh, is told within a minute.</summary>
    [Theory]
    [InlineData(0, false, true)]
    [InlineData(0, true, true)]
    [InlineData(7, true, true)]
    [InlineData(7, false, false)]
    public void A_load_that_is_no_piece_is_told_within_a_minute(int lastNumber, bool isOverload, bool isTold)
    {
        var memory = Loaded with { LastNumber = lastNumber, Load = isOverload ? new PlatformLoad.Overloaded() : Loaded.Load };

        var cause = Cause(new DropOffState.Occupied(memory), TimeSpan.FromSeconds(55));
        Assert.Equal(isTold, cause is not null);
        Assert.True(cause is null || cause.Detail.Contains("for 55 s", StringComparison.Ordinal));
    }

    private static NotReady? Cause(DropOffState state, TimeSpan waited) =>
        Readiness.CauseOf(state, waited, FaultSet.None, Draught, new StabiliserOptions(), TimeSpan.FromSeconds(10));

    private static DropOffState StateOf(string name) => name switch
    {
        "out of service, scale never delivered" => new DropOffState.OutOfService(Moving with { Faults = FaultSet.None.With(StationFault.Scale) }),
        "out of service, camera never rested" => new DropOffState.OutOfService(Empty with { Faults = FaultSet.None.With(StationFault.Camera) }),
        "occupied and moving" => new DropOffState.Occupied(Moving),
        "occupied by 312 g" => new DropOffState.Occupied(Loaded),
        "bin, load moves" => new DropOffState.ComingToRest(Moving),
        "bin, picture moves" => new DropOffState.ComingToRest(Loaded),
        "view not clear" => new DropOffState.ClearingView(Empty),
        "below zero" => new DropOffState.BelowZero(
            new StationMemory { Load = new PlatformLoad.Resting(new StableWeight(new Grams(-300), new Grams(1)), default, Lighter: true, default) },
            TimeSpan.Zero,
            LookAt: null,
            Matches: 0,
            IsTold: true),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "is not a state"),
    };
}
