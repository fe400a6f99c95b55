using StationAgent.Configuration;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.World;

namespace StationAgent.Simulation;

/// <summary>The visitors of simulated sensors: section <c>Simulation</c>.</summary>
internal sealed record SimulationOptions
{
    public int Seed { get; init; } = 1;

    public double PiecesPerHour { get; init; } = 60;

    public string? Faults { get; init; }

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<SimulationOptions> Schema { get; } = new OptionsSchema<SimulationOptions>(new SimulationOptions())
        .Integer("Seed", 0, SceneSeeds.SimulatorEnd - 1, o => o.Seed, (o, v) => o with { Seed = v }, "The same seed brings the same visitors.")
        .Number("PiecesPerHour", 1, 600, o => o.PiecesPerHour, (o, v) => o with { PiecesPerHour = v }, "Visitors per hour.", "1/h")
        .OptionalText(
            "Faults", 1_000, o => o.Faults, (o, v) => o with { Faults = v },
            "What goes wrong and when, such as scale-silent@60..90, camera-black@100..120 in seconds since the start.")
        .Rule(Check);

    private static IEnumerable<KeyFault> Check(SimulationOptions simulation)
    {
        if (ProblemOf(simulation.Faults) is { } problem)
        {
            yield return new KeyFault("Faults", problem);
        }
    }

    private static string? ProblemOf(string? script)
    {
        try
        {
            SimulatedFaults.Parse(script ?? "");
            return null;
        }
        catch (FormatException failure)
        {
            return failure.Message;
        }
    }
}
