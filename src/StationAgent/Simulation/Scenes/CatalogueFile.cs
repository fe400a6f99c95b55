using System.Text.Json.Serialization;

namespace StationAgent.Simulation.Scenes;

/// <summary>A <c>catalogue.json</c> as it is written; <c>docs/simulate.md</c> describes its fields.</summary>
internal sealed record CatalogueFile(string Empty, KindFile[] Kinds, Dictionary<string, string>? Labels = null);

/// <summary>One kind of piece.</summary>
internal sealed record KindFile(
    string Class, FormFile[] Forms, int Parts = 1, double[]? ContentsGrams = null, bool IsForeign = false, string[][]? Adjectives = null);

/// <summary>One form of a kind. A range is one number, or two.</summary>
internal sealed record FormFile(
    string Noun,
    double[] LengthMm,
    int Share = 1,
    double[]? WidthMm = null,
    double[]? WidthOfLength = null,
    double[]? HeightMm = null,
    double[]? MassGrams = null,
    double[]? GramsPerSquareMetre = null,
    string[][]? Adjectives = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(CatalogueFile))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
