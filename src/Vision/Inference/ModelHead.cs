namespace StationAgent.Vision.Inference;

/// <summary>One output of the graph that tells classes apart: float32 logits of shape [1, number of its classes].</summary>
/// <param name="Name">Name of the output.</param>
/// <param name="Temperature">
/// The logits are divided by it before the softmax; found on data that training did not see; 0.05–20, 1 changes nothing.
/// </param>
/// <param name="Classes">The ids of the classes, in the order of the logits.</param>
/// <param name="Given">The id of the class that its probabilities presuppose, which an earlier head lists; null for the first head, which tells all pieces apart.</param>
public sealed record ModelHead(string Name, double Temperature, IReadOnlyList<string> Classes, string? Given = null);
