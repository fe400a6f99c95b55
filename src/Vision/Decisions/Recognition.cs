using System.Collections.Immutable;
using StationAgent.Vision.Classes;

namespace StationAgent.Vision.Decisions;

/// <summary>The result of the pictures of one piece, after voting over the frames.</summary>
/// <param name="Class">The claim: the most special class that the pictures show with enough certainty; null when they show none so.</param>
/// <param name="Likeliest">The most likely class without any below it, also when nothing can be decided; null when no frame was classified.</param>
/// <param name="Confidence">Calibrated probability of the claim, 0–1; without a claim, that of the most likely of the most general classes.</param>
/// <param name="Scores">Every class of the model with its mean calibrated probability; those directly below a class add up to its own.</param>
/// <param name="Frames">How many frames were classified.</param>
/// <param name="Agreement">Share of the frames whose most likely class is the one of <paramref name="Confidence"/> or below it, 0–1.</param>
/// <param name="Reasons">Why the pictures do not carry a decision; empty when they do.</param>
public sealed record Recognition(
    ClassNode? Class,
    ClassNode? Likeliest,
    double Confidence,
    ImmutableArray<ClassScore> Scores,
    int Frames,
    double Agreement,
    ImmutableArray<RecognitionReason> Reasons)
{
    /// <summary>How large the piece is seen; null when the camera is not calibrated, and when no picture shows one whole piece.</summary>
    public SeenExtent? Extent { get; init; }

    /// <summary>True when the pictures do not carry a decision.</summary>
    public bool IsUndecided => !Reasons.IsEmpty;

    /// <summary>The most likely kind of piece of all, whatever it is a kind of; null when no frame was classified.</summary>
    public ClassNode? LikeliestKind
    {
        get
        {
            var best = default(ClassScore);
            foreach (var score in Scores)
            {
                best = score.Class.IsKind && (best.Class is null || score.Probability > best.Probability) ? score : best;
            }

            return best.Class;
        }
    }

    /// <summary>What the claim leaves open; null when it is as special as a class can be, and when there is none.</summary>
    public RecognitionRemark? Remark => Class switch
    {
        null or { Children.Count: 0 } => null,
        { Kind.Below: ClassSplit.Condition } => RecognitionRemark.ConditionUnclear,
        _ => RecognitionRemark.KindUnclear,
    };
}
