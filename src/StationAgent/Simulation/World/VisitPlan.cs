using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Weighing;

namespace StationAgent.Simulation.World;

/// <summary>The visits of a simulation. Each is a pure function of seed, options and index, so a plan without end takes no memory.</summary>
internal sealed class VisitPlan
{
    // Added for each visit, the golden ratio spreads a share as evenly over the visits as can be.
    private const double GoldenRatio = 0.6180339887498949;

    private readonly ulong _seed;
    private readonly VisitOptions _options;
    private readonly IPieceSource _pieces;

    private VisitPlan(int seed, int? count, VisitOptions options, IPieceSource pieces)
    {
        _seed = (ulong)seed;
        Count = count;
        _options = options;
        _pieces = pieces;
    }

    /// <summary>How many visits there are; null for no end.</summary>
    public int? Count { get; }

    /// <summary>A visit by its index from 0.</summary>
    public Visit this[int index] => Plan(index);

    /// <summary>A plan with this number of visits; without <paramref name="pieces"/> with those of the catalogue that ships.</summary>
    public static VisitPlan Create(int seed, int count, VisitOptions options, IPieceSource? pieces = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new VisitPlan(seed, count, options, pieces ?? new CataloguePieces(seed, PieceCatalogue.Shipped, options.LightestGrams));
    }

    /// <summary>A plan without end; without <paramref name="pieces"/> with those of the catalogue that ships.</summary>
    public static VisitPlan Endless(int seed, VisitOptions options, IPieceSource? pieces = null) =>
        new(seed, count: null, options, pieces ?? new CataloguePieces(seed, PieceCatalogue.Shipped, options.LightestGrams));

    private Visit Plan(int index)
    {
        var place = (ulong)index;
        var item = _pieces.Piece(index);
        var touches = IsOneOf(place, Purpose.TouchesOnly, _options.TouchesOnlyShare);
        var drops = !touches && SeededRandom.Unit(_seed, place, (ulong)Purpose.Drops) < _options.DroppedShare;
        var isFull = !touches
            && item.Kind.ContentsGrams is not null
            && SeededRandom.Unit(_seed, place, (ulong)Purpose.IsFull) < _options.OverweightShare;
        var contents = isFull && item.Kind.ContentsGrams is { } goods ? Between(place, Purpose.Contents, goods.From, goods.To) : 0;
        var mass = item.MassGrams + contents;
        var press = (touches, drops) switch
        {
            (true, _) => Between(place, Purpose.Press, 200, 1_500),
            (_, true) => mass * Between(place, Purpose.Press, 0.4, 1),
            _ => Between(place, Purpose.Press, 20, 250),
        };
        var intent = touches ? VisitorIntent.TouchesOnly
            : IsOneOf(place, Purpose.TakesBack, _options.TakesBackShare) ? VisitorIntent.TakesBack
            : IsOneOf(place, Purpose.Swaps, _options.SwapsShare) ? VisitorIntent.Swaps
            : IsOneOf(place, Purpose.ChangesMind, _options.ChangesMindShare) ? VisitorIntent.ChangesMind
            : VisitorIntent.Leaves;
        var visit = new Visit(
            index,
            Lay(place, item),
            new Grams(contents),
            intent,
            IsOneOf(place, Purpose.LeavesRefused, _options.LeavesRefusedShare),
            press,
            Between(place, Purpose.RestingHand, 15, 60),
            Between(place, Purpose.ArmAngle, -35, 35),
            SceneSeeds.ForSimulator((long)(SeededRandom.Bits(_seed, place, (ulong)Purpose.Sleeve) >> 1)),
            Time(place, drops));
        visit = intent switch
        {
            VisitorIntent.Swaps or VisitorIntent.ChangesMind => WithSwap(visit, place),
            VisitorIntent.Leaves when IsOneOf(place, Purpose.Again, _options.AgainShare) => WithRepetition(visit, place),
            _ => visit,
        };
        return intent is VisitorIntent.Leaves or VisitorIntent.TakesBack && IsOneOf(place, Purpose.TriesAgain, _options.TriesAgainShare)
            ? visit with { Again = SecondTry(visit, place) }
            : visit;
    }

    /// <summary>The same piece, turned and nearer to the middle.</summary>
    private Visit SecondTry(Visit visit, ulong place) => visit with
    {
        Kind = PresentationKind.TriedAgain,
        Placed = PiecePlacement.Of(
            visit.Placed.Item,
            Between(place, Purpose.SecondTryRotation, -1, 1),
            Between(place, Purpose.X, -1, 1) / 2,
            Between(place, Purpose.Y, -1, 1) / 2),
        Timing = visit.Timing with { StepUp = Seconds(place, Purpose.SecondTryStepUp, 2, 5) },
    };

    /// <summary>Quick hands: from lifting to laying down the other piece it takes 0.5 to 1.5 s.</summary>
    private Visit WithSwap(Visit visit, ulong place)
    {
        var item = OtherPiece(visit, place);
        var other = visit with
        {
            Kind = PresentationKind.SwappedIn,
            Intent = VisitorIntent.Leaves,
            Contents = Grams.Zero,
            Placed = PiecePlacement.Of(
                item, Between(place, Purpose.SecondRotation, -1, 1), Between(place, Purpose.SecondX, -1, 1), Between(place, Purpose.SecondY, -1, 1)),
            Timing = visit.Timing with
            {
                StepUp = Seconds(place, Purpose.SecondStepUp, 0, 0.3),
                Reach = Seconds(place, Purpose.SecondReach, 0.2, 0.4),
            },
        };
        return visit with { Next = other, Timing = visit.Timing with { CarryOff = Seconds(place, Purpose.SecondCarryOff, 0.2, 0.4) } };
    }

    /// <summary>Another piece of the same kind and mass, a foreign one of the same mass, or any other piece.</summary>
    private SceneItem OtherPiece(Visit visit, ulong place)
    {
        const int PiecesOfSwaps = 1_000_000;
        const int MostTries = 64;
        var choice = SeededRandom.Below(_seed, place, (ulong)Purpose.SecondKind, 3);
        var piece = _pieces.Piece(PiecesOfSwaps + visit.Index);
        for (var next = 1; choice < 2 && !IsWanted(piece.Kind) && next < MostTries; next++)
        {
            piece = _pieces.Piece(PiecesOfSwaps + visit.Index + next);
        }

        return choice == 2 ? piece : piece with { MassGrams = visit.Mass.Value + Between(place, Purpose.SecondMass, -3, 3) };

        bool IsWanted(PieceKind kind) => choice == 0 ? kind == visit.Placed.Item.Kind : kind.IsForeign;
    }

    private Visit WithRepetition(Visit visit, ulong place)
    {
        var leavesView = SeededRandom.Unit(_seed, place, (ulong)Purpose.LeavesView) < 0.5;
        var again = visit with
        {
            Kind = leavesView ? PresentationKind.BroughtAgain : PresentationKind.AgainInView,
            Placed = PiecePlacement.Of(
                visit.Placed.Item,
                Between(place, Purpose.SecondRotation, -1, 1),
                Between(place, Purpose.SecondX, -1, 1),
                Between(place, Purpose.SecondY, -1, 1)),
            Timing = visit.Timing with { StepUp = Seconds(place, Purpose.SecondStepUp, 2, 4) },
        };
        var isTwice = SeededRandom.Unit(_seed, place, (ulong)Purpose.Twice) < 0.5;
        return visit with { Next = isTwice ? again with { Next = again with { Placed = visit.Placed } } : again };
    }

    private PlacedItem Lay(ulong place, SceneItem item) => PiecePlacement.Of(
        item, Between(place, Purpose.Rotation, -1, 1), Between(place, Purpose.X, -1, 1), Between(place, Purpose.Y, -1, 1));

    private VisitTiming Time(ulong place, bool drops) => new(
        Gap: GapBefore(place),
        StepUp: Seconds(place, Purpose.StepUp, 1.5, 3),
        Reach: Seconds(place, Purpose.Reach, 0.9, 1.5),
        Place: drops ? Seconds(place, Purpose.Place, 0.10, 0.16) : Seconds(place, Purpose.Place, 0.25, 0.6),
        Steady: drops ? TimeSpan.Zero : Seconds(place, Purpose.Steady, 0.1, 0.6),
        Retreat: Seconds(place, Purpose.Retreat, 0.3, 0.42),
        Decide: Seconds(place, Purpose.Decide, 1, 2.5),
        ReachAgain: Seconds(place, Purpose.ReachAgain, 0.6, 0.9),
        Lift: Seconds(place, Purpose.Lift, 0.25, 0.45),
        CarryOff: Seconds(place, Purpose.CarryOff, 0.6, 0.9),
        TakeBackAt: Between(place, Purpose.TakeBackAt, 0.2, _options.LatestTakeBack),
        ConveyAfter: Seconds(place, Purpose.ConveyAfter, 1, 3),
        Convey: Seconds(place, Purpose.Convey, 0.6, 1));

    private TimeSpan GapBefore(ulong place) => _options.VisitsPerHour is { } rate
        ? TimeSpan.FromHours(-Math.Log(1 - SeededRandom.Unit(_seed, place, (ulong)Purpose.Gap)) / rate)
        : TimeSpan.Zero;

    private bool IsOneOf(ulong place, Purpose purpose, double share) =>
        (SeededRandom.Unit(_seed, 0, (ulong)purpose) + (place * GoldenRatio)) % 1 < share;

    private double Between(ulong place, Purpose purpose, double low, double high) => SeededRandom.Between(_seed, place, (ulong)purpose, low, high);

    private TimeSpan Seconds(ulong place, Purpose purpose, double low, double high) =>
        TimeSpan.FromSeconds(Between(place, purpose, low, high));

    /// <summary>Each thing that is drawn has a number of its own: a new one changes none of the others.</summary>
    private enum Purpose
    {
        TouchesOnly = 100,
        TakesBack,
        LeavesRefused,
        IsFull,
        Contents,
        Drops,
        Press,
        RestingHand,
        ArmAngle,
        Sleeve,
        Rotation,
        X,
        Y,
        Gap,
        StepUp,
        Reach,
        Place,
        Steady,
        Retreat,
        Decide,
        ReachAgain,
        Lift,
        CarryOff,
        TakeBackAt,
        ConveyAfter,
        Convey,
        Swaps,
        Again,
        SecondKind,
        SecondMass,
        SecondRotation,
        SecondX,
        SecondY,
        SecondStepUp,
        SecondReach,
        SecondCarryOff,
        LeavesView,
        Twice,
        ChangesMind,
        TriesAgain,
        SecondTryRotation,
        SecondTryStepUp,
    }
}
