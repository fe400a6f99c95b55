namespace StationAgent.Vision.Geometry;

/// <summary>The size of a sheet of paper.</summary>
/// <param name="LengthMm">The longer side, in mm.</param>
/// <param name="WidthMm">The shorter side, in mm.</param>
public readonly record struct SheetSize(double LengthMm, double WidthMm)
{
    /// <summary>ISO 216 A4.</summary>
    public static SheetSize A4 { get; } = new(297, 210);

    /// <summary>ISO 216 A3.</summary>
    public static SheetSize A3 { get; } = new(420, 297);

    /// <summary>North American letter (ANSI A): 11 × 8.5 inches.</summary>
    public static SheetSize Letter { get; } = new(279.4, 215.9);
}
