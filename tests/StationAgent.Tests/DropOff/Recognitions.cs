using System.Collections.Immutable;
using StationAgent.Benchmarks.StationDay;
using StationAgent.Vision.Classes;
using StationAgent.Vision.Decisions;

namespace StationAgent.Tests.DropOff;

/// <summary>Recognitions that pictures can give, with the classes of the model that ships.</summary>
internal static class Recognitions
{
    private const double Sure = 0.95;

    public static ClassTree Classes { get; } = SureRecognition.Classes;

    public static Recognition Of(string path)
    {
        var claim = Class(path);
        var likeliest = claim;
        while (likeliest.Children.Count > 0)
        {
            likeliest = likeliest.Children[0];
        }

        return new Recognition(
            claim,
            likeliest,
            Sure,
            [.. Classes.Nodes.Select(node => new ClassScore(node, node.Contains(claim) ? Sure : node.Contains(likeliest) ? Sure / 2 : 0))],
            Frames: 3,
            Agreement: 1,
            Reasons: []);
    }

    /// <summary>An intact carton, if anything.</summary>
    public static Recognition Doubt(params ImmutableArray<RecognitionReason> reasons)
    {
        var seen = Of("packaging/carton/intact") with { Reasons = reasons };
        return reasons.Any(static reason => reason is RecognitionReason.LowConfidence or RecognitionReason.FramesDisagree) ? seen with { Class = null } : seen;
    }

    /// <summary>With these probabilities, in the order of the tree.</summary>
    public static Recognition WithScores(string path, double confidence, int frames, params double[] scores) =>
        Of(path) with { Confidence = confidence, Frames = frames, Scores = [.. Classes.Nodes.Zip(scores, static (node, score) => new ClassScore(node, score))] };

    private static ClassNode Class(string path) => Classes.Find(path) ?? throw new ArgumentException($"The model has no class '{path}'.", nameof(path));
}
