namespace StationAgent.Vision.Decisions;

/// <summary>The least values at which pictures carry a decision, whatever the class; each 0–1.</summary>
/// <param name="Agreement">Share of the frames whose most likely class is the claimed one or below it.</param>
/// <param name="Hand">Probability from which an object that reaches over the edge of the view is reported as a hand.</param>
public sealed record DecisionThresholds(double Agreement, double Hand);
