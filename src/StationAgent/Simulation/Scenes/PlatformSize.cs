namespace StationAgent.Simulation.Scenes;

/// <summary>The simulated platform.</summary>
internal static class PlatformSize
{
    /// <summary>Across, in mm.</summary>
    public const double WidthMm = 700;

    /// <summary>From the visitor to the back, in mm; nothing in a catalogue is longer.</summary>
    public const double DepthMm = 600;
}
