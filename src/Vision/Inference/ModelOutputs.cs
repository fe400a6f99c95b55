namespace StationAgent.Vision.Inference;

/// <summary>Names of the graph's outputs, float32 logits.</summary>
/// <param name="Material">Output of shape [1, number of material labels].</param>
/// <param name="Condition">Output of shape [1, number of condition labels].</param>
/// <param name="Hand">Output of shape [1, 1].</param>
public sealed record ModelOutputs(string Material, string Condition, string Hand);
