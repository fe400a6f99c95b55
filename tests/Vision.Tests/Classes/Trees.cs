using StationAgent.Vision.Classes;
using StationAgent.Vision.Decisions;
using StationAgent.Vision.Inference;

namespace StationAgent.Vision.Tests.Classes;

/// <summary>Trees of classes for tests.</summary>
internal static class Trees
{
    /// <summary>Cups of paper and plastic, which are clean or dirty; foam boxes; anything else; nothing.</summary>
    public static ClassTree Cups { get; } = Read(
        [
            Class("box", "ware"),
            Class("paper", "cup"),
            Class("ware", threshold: 0.95),
            Class("cup", "ware", below: "condition"),
            Class("clean", "paper"),
            Class("dirty", "paper"),
            Class("plastic", "cup"),
            Class("other"),
            Class("nothing"),
        ],
        "nothing",
        new ModelHead("kinds", 1, ["paper", "plastic", "box", "other", "nothing"]),
        new ModelHead("states", 1, ["clean", "dirty"], "paper"));

    public static ClassTree Read(IReadOnlyList<ModelClass> classes, string? empty, params IReadOnlyList<ModelHead> heads) =>
        Manifest(classes, empty, heads).ToTree("m.json");

    public static ModelManifest Manifest(IReadOnlyList<ModelClass> classes, string? empty, params IReadOnlyList<ModelHead> heads) => new(
        "m", "1", "m.onnx", new string('0', 64), 1, new ModelInput("x", 32, 32, 3, "NHWC", "uint8", "RGB", [0, 255]),
        classes, new ModelOutputs(heads, "hand"), new ModelPreprocessing("square_inside", 0, "triangle"), new DecisionThresholds(0.6, 0.5), default, empty);

    public static ModelClass Class(string id, string? parent = null, double threshold = 0.8, string below = "kind") =>
        new(id, new ClassThresholds(threshold, threshold), parent, below);
}
