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
        return mass.Mass - mass.Uncertainty > rules.Heaviest
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

        return recognition.Material switch
        {
            Material.Empty => Judgement.Doubt(Reasons.NoObject),
            Material.NotPackaging => Judgement.Reject(Reasons.NotPackaging),
            _ => rules.For(recognition.Material, recognition.Condition) is { } rule
                ? JudgePackaging(rule, mass)
                : Judgement.Doubt(Reasons.From(RecognitionReason.ConditionUnclear)),
        };
    }

    private static Judgement JudgePackaging(ClassRule rule, StableWeight mass)
    {
        // Only a mass outside the band by more than the uncertainty of the scale counts against a piece.
        var isHeavier = mass.Mass - mass.Uncertainty > new Grams(rule.HeaviestGrams);
        var isLighter = mass.Mass + mass.Uncertainty < new Grams(rule.LightestGrams);
        return (rule.Accepted, isHeavier, isLighter) switch
        {
            (false, true, _) => Judgement.Reject(Reasons.ClassNotTaken, Reasons.HeavierThanClass),
            (false, _, _) => Judgement.Reject(Reasons.ClassNotTaken),
            (_, true, _) => Judgement.Reject(Reasons.HeavierThanClass),
            (_, _, true) => Judgement.Doubt(Reasons.LighterThanClass),
            _ => Judgement.Accept(rule.Disposition),
        };
    }
}
