using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>Judges a piece by what the pictures say and what it weighs: both must carry the decision, and they must agree.</summary>
internal static class DropOffJudge
{
    /// <summary>Judges a settled piece.</summary>
    public static Judgement Judge(Recognition recognition, StableWeight mass, DropOffRules rules)
    {
        // The scale says that something lies there. When the pictures show no difference, whatever the network sees is the platform.
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
        // Only what is outside the band beyond the doubt of the scale speaks against a piece.
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
