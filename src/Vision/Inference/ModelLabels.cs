namespace StationAgent.Vision.Inference;

/// <summary>The meanings of the logits, in their order.</summary>
/// <param name="Material">carton, plastic_film, paper_envelope, not_packaging, empty: exactly these, in this order.</param>
/// <param name="Condition">intact, damaged: exactly these, in this order.</param>
public sealed record ModelLabels(IReadOnlyList<string> Material, IReadOnlyList<string> Condition);
