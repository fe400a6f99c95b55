namespace StationAgent.Vision.Inference;

/// <summary>The outputs of the graph.</summary>
/// <param name="Heads">Those that tell classes apart; every class without any below it is in one of them.</param>
/// <param name="Hand">Name of the float32 output of shape [1, 1]: the logit that what reaches over the edge of the view is a hand.</param>
public sealed record ModelOutputs(IReadOnlyList<ModelHead> Heads, string Hand);
