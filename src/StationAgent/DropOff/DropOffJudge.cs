using StationAgent.DropOff.Rules;
using StationAgent.Vision.Classes;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>
/// Judges a piece by its mass and its pictures: both must support the decision, and they must agree. What the mass alone decides comes first, because a person can
/// do more about goods inside than about a doubtful picture.
/// </summary>
internal static class DropOffJudge
{
    /// <summary>Judges a settled piece.</summary>
    public static Judgement Judge(Recognition recognition, StableWeight mass, DropOffRules rules)
    {
        var seen = JudgePicture(recognition, mass, rules);
        return mass.Mass - mass.Uncertainty > rules.Classes.Heaviest
            ? Judgement.Reject([Reasons.HeavierThanClass, .. seen.Reasons.Where(static reason => reason != Reasons.HeavierThanClass)])
            : seen;
    }

    private static Judgement JudgePicture(Recognition recognition, StableWeight mass, DropOffRules rules)
    {
        // The scale shows that something is on the platform. When the pictures show no difference, what the network recognises is the platform itself.
        if (recognition.Reasons.Contains(RecognitionReason.NoObject))
        {
            return Judgement.Doubt(Reasons.NoObject);
        }

        if (recognition.IsUndecided)
        {
            return Judgement.Doubt([.. recognition.Reasons.Select(Reasons.From).Distinct(StringComparer.Ordinal)]);
        }

        return recognition.Class is { IsEmptyPlatform: false } seen ? JudgeClass(seen, recognition.Remark, mass, rules.Classes) : Judgement.Doubt(Reasons.NoObject);
    }

    private static Judgement JudgeClass(ClassNode seen, RecognitionRemark? remark, StableWeight mass, ClassRules rules)
    {
        if (rules.For(seen.Path) is not { } rule)
        {
            return Judgement.Reject(Reasons.ClassNotTaken);
        }

        // Only a mass outside the band by more than the uncertainty of the scale counts against a piece.
        var isHeavier = mass.Mass - mass.Uncertainty > new Grams(rule.HeaviestGrams);
        var isLighter = mass.Mass + mass.Uncertainty < new Grams(rule.LightestGrams);
        return (rule.Accepted, isHeavier, isLighter) switch
        {
            // What the pictures leave open decides whether the station takes the piece.
            (false, _, _) when remark is { } open && rules.IsAnyAcceptedBelow(seen) => Judgement.Doubt(Reasons.From(open)),
            (false, true, _) => Judgement.Reject(rule.Reason, Reasons.HeavierThanClass),
            (false, _, _) => Judgement.Reject(rule.Reason),
            (_, true, _) => Judgement.Reject(Reasons.HeavierThanClass),
            (_, _, true) => Judgement.Doubt(Reasons.LighterThanClass),
            _ when remark is { } open && rules.IsAnyRefusedBelow(seen) => Judgement.Doubt(Reasons.From(open)),
            _ when remark is { } open && rules.IsDividedBelow(seen) => Judgement.Accept(rule.Disposition, Reasons.From(open)),
            _ => Judgement.Accept(rule.Disposition),
        };
    }
}
