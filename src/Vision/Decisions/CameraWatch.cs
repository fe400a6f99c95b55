namespace StationAgent.Vision.Decisions;

/// <summary>
/// Judges a camera by one look about every second: a pure function of what it knew and what the look found. One look proves nothing; two in a row
/// prove a black picture or its end, three a blurred or moved one, so that every condition is reported within three seconds. Conditions that a person
/// in the picture could also cause need more looks.
/// </summary>
public sealed record CameraWatch
{
    // A covered lens still lets some light through; a picture of a lit platform has something brighter.
    private const double BlackMean = 12;
    private const double BlackBright = 40;

    // Too dim to compare: noise would count as sharpness and as a view.
    private const double DimMean = 22;

    // A blur by seven pixels (standard deviation) at 1280×720 halves the sharpness; light from one side leaves 0.79 of it, a shadow 0.74.
    private const double BlurredBelow = 0.5;
    private const double SharpFrom = 0.65;

    // Surroundings that moved by a sixtieth of the picture's width give 0.3 and less; other light and shadows 0.95, a person before half of them 0.85.
    private const double MovedBelow = 0.35;
    private const double SameFrom = 0.5;

    // A lens under thick mist agrees with nothing any more; a camera that was moved still shows something sharp.
    private const double MistBelow = 0.2;

    private const int LooksForBlack = 2;
    private const int LooksForWorse = 3;

    private CameraCondition _suspected = CameraCondition.Good;
    private int _looks;

    private CameraWatch()
    {
    }

    /// <summary>A camera of which nothing is known yet: good.</summary>
    public static CameraWatch Start { get; } = new();

    /// <summary>The known condition of the camera.</summary>
    public CameraCondition Condition { get; private init; }

    /// <summary>True when the newest look found another condition than the known one and more looks must confirm it.</summary>
    public bool IsSuspecting => _looks > 0;

    /// <summary>True when a look shows no more than a covered lens or a dark room would.</summary>
    public static bool IsBlack(in CameraLook look) => look.MeanLuma < BlackMean && look.BrightLuma < BlackBright;

    /// <summary>True when a picture has enough light to learn the view from it or to compare it.</summary>
    public static bool IsLit(in CameraLook look) => look.MeanLuma >= DimMean;

    /// <summary>Takes a look into account.</summary>
    public CameraWatch After(in CameraLook look)
    {
        var seen = Judge(look);
        if (seen == Condition)
        {
            return _looks == 0 ? this : this with { _looks = 0, _suspected = seen };
        }

        // The look that sees a change begins the count; those after it must see a still picture.
        var goesOn = seen == _suspected && (look.IsStill || seen == CameraCondition.Black);
        var looks = goesOn ? _looks + 1 : 1;
        return looks >= LooksFor(seen)
            ? this with { Condition = seen, _suspected = seen, _looks = 0 }
            : this with { _suspected = seen, _looks = looks };
    }

    private static int LooksFor(CameraCondition seen) =>
        seen is CameraCondition.Blurred or CameraCondition.MovedView ? LooksForWorse : LooksForBlack;

    private CameraCondition Judge(in CameraLook look)
    {
        if (IsBlack(look))
        {
            return CameraCondition.Black;
        }

        var known = Condition is CameraCondition.Blurred or CameraCondition.MovedView ? Condition : CameraCondition.Good;
        if (!look.IsPlatformAtRest || !IsLit(look))
        {
            return known;
        }

        var isBlurred = look.Sharpness < (Condition == CameraCondition.Blurred ? SharpFrom : BlurredBelow);
        var isElsewhere = look.Match < (Condition == CameraCondition.MovedView ? SameFrom : MovedBelow);
        return (isBlurred, isElsewhere) switch
        {
            (true, true) => look.Sharpness < MistBelow ? CameraCondition.Blurred : CameraCondition.MovedView,
            (true, false) => CameraCondition.Blurred,
            (false, true) => CameraCondition.MovedView,
            _ => CameraCondition.Good,
        };
    }
}
