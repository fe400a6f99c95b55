namespace StationAgent.Vision.Classes;

/// <summary>
/// The least mean probability at which a class is claimed, on each platform; 0.5–1.
/// </summary>
/// <param name="Tray">On a tray.</param>
/// <param name="Bin">In a bin, where a piece lies on others.</param>
public sealed record ClassThresholds(double Tray, double Bin)
{
    /// <summary>The threshold on a platform.</summary>
    public double On(ViewedPlatform platform) => platform == ViewedPlatform.Bin ? Bin : Tray;
}
