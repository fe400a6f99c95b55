namespace StationAgent.Contracts;

/// <summary>The smallest rectangle around what is seen of a piece, on the plane of the platform.</summary>
/// <param name="Length">The longer side, in whole mm.</param>
/// <param name="Width">The shorter side, in whole mm.</param>
/// <param name="Uncertainty">Half-width, in mm, of the interval that holds each side of a flat piece with 95 % probability.</param>
internal sealed record ExtentData(double Length, double Width, double Uncertainty);
