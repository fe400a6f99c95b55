namespace StationAgent.Vision.Classes;

/// <summary>How likely a class is.</summary>
/// <param name="Class">The class.</param>
/// <param name="Probability">Mean calibrated probability over the pictures, 0–1.</param>
public readonly record struct ClassScore(ClassNode Class, double Probability);
