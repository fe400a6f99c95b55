namespace StationAgent.Vision.Decisions;

/// <summary>The least values at which the pictures carry a decision; each 0–1.</summary>
/// <param name="Material">Mean calibrated probability of the most likely material.</param>
/// <param name="Condition">Mean calibrated probability of the likelier condition; asked of cartons only.</param>
/// <param name="Agreement">Share of the frames that voted for the most likely material.</param>
/// <param name="Hand">Probability from which an object that reaches over the edge of the view is reported as a hand.</param>
public sealed record DecisionThresholds(double Material, double Condition, double Agreement, double Hand);
