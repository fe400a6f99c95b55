using System.Collections.Immutable;

namespace StationAgent.Vision.Decisions;

/// <summary>Decides from the votes of a piece's frames what the pictures show, and whether they show it clearly enough.</summary>
internal static class ClassificationPolicy
{
    private static readonly ImmutableArray<RecognitionReason> AllReasons = [.. Enum.GetValues<RecognitionReason>()];

    /// <summary>Decides.</summary>
    /// <param name="votes">One for each frame that could be decoded; their order does not matter.</param>
    /// <param name="thresholds">What is clear enough.</param>
    /// <param name="isReferenceMissing">A picture of the platform before the piece was needed and there is none.</param>
    public static Recognition Decide(IReadOnlyList<FrameVote> votes, DecisionThresholds thresholds, bool isReferenceMissing)
    {
        var reasons = default(ReasonSet).With(RecognitionReason.NoReference, isReferenceMissing);
        if (votes.Count == 0)
        {
            return new Recognition(Material.Empty, null, 0, [], [], 0, 0, List(reasons.With(RecognitionReason.NoUsableFrame)));
        }

        var counter = new VoteCounter(votes);
        var materials = counter.Material;
        var conditions = counter.Condition;
        var material = Best(materials);
        var condition = Best(conditions);
        var isCarton = material == (int)Material.Carton;
        var agreement = counter.Agreement(material);
        reasons = reasons.With(counter.Flaws)
            .With(RecognitionReason.FramesDisagree, agreement < thresholds.Agreement)
            .With(RecognitionReason.LowConfidence, materials[material] < thresholds.Material)
            .With(RecognitionReason.ConditionUnclear, isCarton && conditions[condition] < thresholds.Condition);
        return new Recognition(
            (Material)material,
            isCarton ? (CartonCondition)condition : null,
            materials[material] * (isCarton ? conditions[condition] : 1),
            materials,
            conditions,
            counter.Frames,
            agreement,
            List(reasons));
    }

    private static int Best(ImmutableArray<double> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    private static ImmutableArray<RecognitionReason> List(ReasonSet reasons)
    {
        if (reasons.IsEmpty)
        {
            return [];
        }

        var list = ImmutableArray.CreateBuilder<RecognitionReason>();
        foreach (var reason in AllReasons)
        {
            if (reasons.Contains(reason))
            {
                list.Add(reason);
            }
        }

        return list.ToImmutable();
    }
}
