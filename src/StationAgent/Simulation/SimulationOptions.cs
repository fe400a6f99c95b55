namespace StationAgent.Simulation;

/// <summary>Section <c>Simulation</c>: the visitors of simulated sensors.</summary>
internal sealed class SimulationOptions
{
    /// <summary>The same seed brings the same visitors.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Visitors an hour.</summary>
    public double PiecesPerHour { get; set; } = 60;

    /// <summary>What goes wrong and when, such as <c>scale-silent@60..90, camera-black@100..120</c> in seconds since the start; null for nothing.</summary>
    public string? Faults { get; set; }
}
