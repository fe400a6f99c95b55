namespace StationAgent.Vision.Decisions;

/// <summary>Below these the pictures carry no decision; each 0–1.</summary>
/// <param name="Material">Mean calibrated probability of the most likely material.</param>
/// <param name="Condition">Mean calibrated probability of the likelier condition; asked of cartons only.</param>
/// <param name="Agreement">Share of the frames that voted for the most likely material.</param>
/// <param name="Hand">Probability from which on what reaches over the edge of the view is told as a hand.</param>
public sealed record DecisionThresholds(double Material, double Condition, double Agreement, double Hand);
