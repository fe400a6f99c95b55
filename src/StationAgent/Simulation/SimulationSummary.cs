using System.Text.Json.Serialization;
using StationAgent.Simulation.SensorFaults;

namespace StationAgent.Simulation;

/// <summary>The comparison of what a consumer received with what was presented.</summary>
internal sealed record SimulationSummary
{
    /// <summary>What the figures of recognition do and do not show.</summary>
    public const string PlumbingNote =
        "Shares of right classes show that pixels reach the model; they do not show how well it works at a station.";

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

    /// <summary>Of the pieces whose class was claimed, the share of which the claim holds, 0–1; null when none was claimed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? RightClaims { get; init; }

    /// <summary>Share of the accepted pieces of which the claim holds, 0–1; null when none was accepted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? RightAccepted { get; init; }

    /// <summary>By the class that was claimed: how many pieces were accepted as such, and how many of these are.</summary>
    public required IReadOnlyDictionary<string, LevelShare> Levels { get; init; }

    /// <summary>By the true class: how many pieces were presented, claimed rightly, and accepted.</summary>
    public required IReadOnlyDictionary<string, ClassShare> Classes { get; init; }

    /// <summary>How many people got what the station takes into it.</summary>
    public required ServedPeople Served { get; init; }

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
/// <param name="Presented">How many there were.</param>
/// <param name="Right">Of how many the claim holds, to whatever depth.</param>
/// <param name="Accepted">How many were accepted.</param>
internal sealed record ClassShare(int Presented, int Right, int Accepted);

/// <summary>What was accepted as one class.</summary>
/// <param name="Accepted">How many pieces.</param>
/// <param name="Right">How many of them are of this class.</param>
internal sealed record LevelShare(int Accepted, int Right);

/// <summary>People who brought what the station takes, perhaps with goods still in it.</summary>
/// <param name="People">How many there were.</param>
/// <param name="First">How many had it accepted at once.</param>
/// <param name="Second">How many had it accepted when they presented it once more.</param>
internal sealed record ServedPeople(int People, int First, int Second);

/// <summary>Differences between weighed and true mass, in grams.</summary>
internal sealed record MassError(double Mean, double Largest);
