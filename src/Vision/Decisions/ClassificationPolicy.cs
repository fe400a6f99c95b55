using System.Collections.Immutable;
using StationAgent.Vision.Classes;

namespace StationAgent.Vision.Decisions;

/// <summary>Decides from the votes of a piece's frames what the pictures show, and whether they show it clearly enough.</summary>
/// <param name="tree">The classes of the model.</param>
/// <param name="platform">What the piece lies on.</param>
/// <param name="agreement">The least share of the frames that agree on a claim, 0–1.</param>
internal sealed class ClassificationPolicy(ClassTree tree, ViewedPlatform platform, double agreement)
{
    private static readonly ImmutableArray<RecognitionReason> AllReasons = [.. Enum.GetValues<RecognitionReason>()];

    /// <summary>Decides.</summary>
    /// <param name="votes">One for each frame that could be decoded; their order does not matter.</param>
    /// <param name="isReferenceMissing">A picture of the platform before the piece was needed and there is none.</param>
    public Recognition Decide(IReadOnlyList<FrameVote> votes, bool isReferenceMissing)
    {
        var reasons = default(ReasonSet).With(RecognitionReason.NoReference, isReferenceMissing);
        if (votes.Count == 0)
        {
            return new Recognition(null, null, 0, [], 0, 0, List(reasons.With(RecognitionReason.NoUsableFrame)));
        }

        var counter = new VoteCounter(votes, tree);
        var likeliest = tree.Likeliest(counter.Probabilities);
        var (top, claim, isAnyReached) = (likeliest, (ClassNode?)null, false);
        for (var node = likeliest; node is not null; node = node.Parent)
        {
            top = node;
            var isReached = counter.Probabilities[node.Index] >= node.Thresholds.On(platform);
            isAnyReached |= isReached;
            claim ??= isReached && counter.Agreement(node) >= agreement ? node : null;
        }

        reasons = reasons.With(counter.Flaws)
            .With(RecognitionReason.FramesDisagree, claim is null && (isAnyReached || counter.Agreement(top) < agreement))
            .With(RecognitionReason.LowConfidence, claim is null && !isAnyReached);
        var said = claim ?? top;
        return new Recognition(
            claim,
            likeliest,
            counter.Probabilities[said.Index],
            [.. tree.Nodes.Select(node => new ClassScore(node, counter.Probabilities[node.Index]))],
            counter.Frames,
            counter.Agreement(said),
            List(reasons));
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
