using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace StationAgent.Vision.Inference;

/// <summary>Checks that a graph's inputs and outputs are those of its manifest.</summary>
internal static class GraphShape
{
    /// <exception cref="ModelException">A name, shape or type differs.</exception>
    public static void Check(InferenceSession session, ModelManifest manifest, string path)
    {
        var input = manifest.Input;
        if (session.InputMetadata.Count != 1)
        {
            throw new ModelException(
                $"{path}: one input named '{input.Name}' is expected, the graph has {string.Join(", ", session.InputMetadata.Keys)}");
        }

        Check(session.InputMetadata, "input", input.Name, [1, input.Height, input.Width, input.Channels], TensorElementType.UInt8, path);
        foreach (var head in manifest.Outputs.Heads)
        {
            Check(session.OutputMetadata, "output", head.Name, [1, head.Classes.Count], TensorElementType.Float, path);
        }

        Check(session.OutputMetadata, "output", manifest.Outputs.Hand, [1, 1], TensorElementType.Float, path);
    }

    private static void Check(
        IReadOnlyDictionary<string, NodeMetadata> nodes, string kind, string name, ReadOnlySpan<int> shape, TensorElementType type, string path)
    {
        if (!nodes.TryGetValue(name, out var node))
        {
            throw new ModelException($"{path}: no {kind} is named '{name}'; the graph has {string.Join(", ", nodes.Keys)}");
        }

        if (!node.IsTensor || node.ElementDataType != type)
        {
            throw new ModelException(
                $"{path}: {kind} '{name}' is expected to be a tensor of {type}, it is {node.OnnxValueType} of {(node.IsTensor ? node.ElementDataType : null)}");
        }

        if (!shape.SequenceEqual(node.Dimensions))
        {
            throw new ModelException(
                $"{path}: {kind} '{name}' is expected to have the shape [{Text(shape)}], it has [{Text(node.Dimensions)}]");
        }
    }

    private static string Text(ReadOnlySpan<int> shape) => string.Join(", ", shape.ToArray());
}
