using System.Text.Json.Serialization;
using StationAgent.Weighing;

namespace StationAgent.Scale.LoadCell;

/// <summary>A calibration as its file contains it. The figures besides the line show, even a year later, how good the calibration was.</summary>
internal sealed record Calibration
{
    /// <summary>The layout of the file that this program writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Layout of the file.</summary>
    public required int Version { get; init; }

    /// <summary>When it was measured, UTC by the device's clock.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The driver it was measured with, as in <c>Scale:Driver</c>. The drivers of an HX711 give the same counts.</summary>
    public required string Driver { get; init; }

    /// <summary>The gain it was measured with; the calibration is valid only for this gain.</summary>
    public required int Gain { get; init; }

    /// <summary>Reading of the empty platform, in counts.</summary>
    public required double ZeroCounts { get; init; }

    /// <summary>Rise of the reading with the load.</summary>
    public required double CountsPerGram { get; init; }

    /// <summary>What was measured, in the order of measuring.</summary>
    public required IReadOnlyList<MeasuredMass> Points { get; init; }

    /// <summary>Largest difference between the line and a known mass, in grams.</summary>
    public required double LargestResidualGrams { get; init; }

    /// <summary>Largest difference between two readings of one mass, in grams.</summary>
    public required double RepeatabilityGrams { get; init; }

    /// <summary>Largest standard deviation of single readings, in grams.</summary>
    public required double NoiseGrams { get; init; }

    /// <summary>The line from counts to grams.</summary>
    [JsonIgnore]
    public LoadCellLine Line => new(ZeroCounts, CountsPerGram);
}

/// <summary>One measured mass.</summary>
internal sealed record MeasuredMass
{
    /// <summary>The known mass, in grams.</summary>
    public required double Grams { get; init; }

    /// <summary>The reading with this mass.</summary>
    public required double Counts { get; init; }

    /// <summary>Standard deviation of the single readings, in counts.</summary>
    public required double SpreadCounts { get; init; }

    /// <summary>The mass that the line gives minus the known mass, in grams.</summary>
    public required double ResidualGrams { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Calibration))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
