using System.Text.Json.Serialization;

namespace StationAgent.Contracts.Carbon;

/// <summary>The emissions that one piece, or one gram of it, avoids.</summary>
/// <param name="Id">Its name: a lower-case letter, then lower-case letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, at most 64 in all; not <c>none</c>.</param>
/// <param name="Version">Its version; together with the id unique in a document.</param>
/// <param name="Title">What it is, for a person.</param>
/// <param name="Behaviour">What is done with the piece, as a code.</param>
/// <param name="Basis"><c>piece</c> or <c>gram</c>.</param>
/// <param name="Value">Grams of CO2 equivalent for each piece, 0 to 1,000,000, or for each gram, 0 to 1,000; at most 9 decimal places.</param>
/// <param name="RelativeUncertainty">Half-width of the interval that holds the true value with 95 % probability, as a share of the value: 0 to 1, at most 6 decimal places.</param>
/// <param name="Boundary">Which emissions are counted, as a code.</param>
/// <param name="Baseline">What would happen to the piece otherwise.</param>
/// <param name="Gwp">The warming potentials in use, such as <c>AR6</c>; null when the source does not say.</param>
/// <param name="Cap">The most that it may give; null for no limit.</param>
/// <param name="Source">Where it is published.</param>
/// <param name="ValidFrom">The first day on which it is meant to be used.</param>
/// <param name="ValidTo">The last such day; null when none is known.</param>
internal sealed record Factor(
    string Id,
    string Version,
    string Title,
    string Behaviour,
    string Basis,
    decimal Value,
    decimal RelativeUncertainty,
    string Boundary,
    string Baseline,
    string? Gwp,
    FactorCap? Cap,
    FactorSource Source,
    DateOnly ValidFrom,
    DateOnly? ValidTo)
{
    /// <summary>The <see cref="Basis"/> of a factor that counts pieces.</summary>
    public const string PerPiece = "piece";

    /// <summary>The <see cref="Basis"/> of a factor that counts grams.</summary>
    public const string PerGram = "gram";

    /// <summary>True when it counts pieces, whatever their mass.</summary>
    [JsonIgnore]
    public bool IsPerPiece => Basis == PerPiece;

    /// <summary>True when it is meant to be used on a day.</summary>
    public bool IsValidOn(DateOnly day) => day >= ValidFrom && (ValidTo is not { } last || day <= last);
}
