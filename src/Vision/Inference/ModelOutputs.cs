namespace StationAgent.Vision.Inference;

/// <summary>Names of the graph's outputs, float32 logits before any softmax.</summary>
/// <param name="Material">Output of shape [1, number of material labels].</param>
/// <param name="Condition">Output of shape [1, number of condition labels].</param>
public sealed record ModelOutputs(string Material, string Condition);
