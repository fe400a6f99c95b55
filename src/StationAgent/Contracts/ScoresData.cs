using System.Text.Json.Serialization;

namespace StationAgent.Contracts;

/// <summary>Mean calibrated probabilities by class.</summary>
/// <param name="Material">The probability of each material; together they are 1.</param>
/// <param name="Condition">The probability of each state, if the piece is a carton; together they are 1.</param>
internal sealed record ScoresData(MaterialScores Material, ConditionScores Condition);

/// <summary>Probability of each material.</summary>
internal sealed record MaterialScores(
    [property: JsonPropertyName("carton")] double Carton,
    [property: JsonPropertyName("plastic_film")] double PlasticFilm,
    [property: JsonPropertyName("paper_envelope")] double PaperEnvelope,
    [property: JsonPropertyName("not_packaging")] double NotPackaging,
    [property: JsonPropertyName("empty")] double Empty);

/// <summary>Probability of each state of a carton.</summary>
internal sealed record ConditionScores(
    [property: JsonPropertyName("intact")] double Intact,
    [property: JsonPropertyName("damaged")] double Damaged);
