using System.Text.Json.Serialization;
using StationAgent.Simulation.SensorFaults;

namespace StationAgent.Simulation;

/// <summary>The comparison of what a consumer received with what was presented.</summary>
internal sealed record SimulationSummary
{
    /// <summary>What the figures of recognition do and do not show.</summary>
    public const string PlumbingNote =
        "Shares of right material and condition show that pixels reach the model; they do not show how well it works at a station.";

    public required long Seed { get; init; }

    public required int Presented { get; init; }

    /// <summary>Drop-off events received, each id counted once.</summary>
    public required int Received { get; init; }

    /// <summary>True when each presented piece became exactly one event and each withdrawal exactly one amendment, all in order.</summary>
    public required bool Agrees { get; init; }

    /// <summary>In plain words, what does not agree.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>Deliveries of an event that had been received before; the consumer removed them by id.</summary>
    public required int Redelivered { get; init; }

    /// <summary>Events that arrived after one with a higher number.</summary>
    public required int OutOfOrder { get; init; }

    public required int Accepted { get; init; }

    public required int Rejected { get; init; }

    public required int Undecided { get; init; }

    /// <summary>Amendments that say a piece was taken back.</summary>
    public required int Withdrawn { get; init; }

    /// <summary>Share of the pieces whose most likely material is the right one, 0–1.</summary>
    public required double RightMaterial { get; init; }

    /// <summary>Share of the cartons of known condition whose condition is right too, 0–1; null when none was presented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? RightCondition { get; init; }

    /// <summary>Share of the accepted pieces that were recognised correctly, 0–1: the material, and for a carton the condition where it is
    /// known; null when none was accepted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? RightAccepted { get; init; }

    /// <summary>By material: how many pieces were presented, recognised correctly, and accepted.</summary>
    public required IReadOnlyDictionary<string, ClassShare> ByMaterial { get; init; }

    /// <summary>By condition, of the cartons whose condition is known: right are those whose material and condition were found.</summary>
    public required IReadOnlyDictionary<string, ClassShare> ByCondition { get; init; }

    /// <summary>Mean and largest difference between weighed and true mass, in grams.</summary>
    public required MassError MassErrorGrams { get; init; }

    /// <summary>Length of the simulated time in seconds.</summary>
    public required double StationSeconds { get; init; }

    /// <summary>Length of the run in seconds.</summary>
    public required double RealSeconds { get; init; }

    /// <summary>What the run with failing sensors has shown; null when they did not fail.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SensorFaultSummary? SensorFaults { get; init; }

    public string Note { get; } = PlumbingNote;
}

/// <summary>How the pieces of one class were recognised.</summary>
internal sealed record ClassShare(int Presented, int Right, int Accepted);

/// <summary>Differences between weighed and true mass, in grams.</summary>
internal sealed record MassError(double Mean, double Largest);
