using StationAgent.Cli;
using StationAgent.Vision.Classes;
using StationAgent.Vision.Decisions;
using StationAgent.Vision.Inference;

namespace StationAgent.Benchmarks.StationDay;

/// <summary>What the network says when it is sure, with the classes of the model that ships.</summary>
internal static class SureRecognition
{
    private const double Sure = 0.99;

    /// <summary>The classes of the model that ships.</summary>
    public static ClassTree Classes { get; } = ModelManifest.Read(ModelOption.ShippedManifest).ToTree();

    /// <summary>A piece of the class with this path.</summary>
    public static Recognition Of(string path)
    {
        var claim = Classes.Find(path)!;
        return new Recognition(
            claim,
            claim,
            Sure,
            [.. Classes.Nodes.Select(node => new ClassScore(node, node.Contains(claim) ? Sure : 0))],
            Frames: 3,
            Agreement: 1,
            Reasons: []);
    }
}
