using System.Collections.Immutable;
using System.Text.Json;

namespace StationAgent.Vision.Decisions;

/// <summary>The names of classes and reasons in manifests and events: lower snake case.</summary>
public static class Labels
{
    private static readonly ImmutableArray<string> ReasonNames = NamesOf<RecognitionReason>();

    /// <summary>The names of <see cref="Material"/>, in its order.</summary>
    public static ImmutableArray<string> Materials { get; } = NamesOf<Material>();

    /// <summary>The names of <see cref="CartonCondition"/>, in its order.</summary>
    public static ImmutableArray<string> Conditions { get; } = NamesOf<CartonCondition>();

    /// <summary>The wire name of a material, such as <c>plastic_film</c>.</summary>
    public static string Name(this Material material) => Materials[(int)material];

    /// <summary>The wire name of a condition.</summary>
    public static string Name(this CartonCondition condition) => Conditions[(int)condition];

    /// <summary>The wire name of a reason, such as <c>cut_off_by_edge</c>.</summary>
    public static string Name(this RecognitionReason reason) => ReasonNames[(int)reason];

    /// <summary>Reads the wire name of a material; false for any other text.</summary>
    public static bool TryParse(string? name, out Material material) => Find(Materials, name, out material);

    /// <summary>Reads the wire name of a condition; false for any other text.</summary>
    public static bool TryParse(string? name, out CartonCondition condition) => Find(Conditions, name, out condition);

    /// <summary>Reads the wire name of a reason; false for any other text.</summary>
    public static bool TryParse(string? name, out RecognitionReason reason) => Find(ReasonNames, name, out reason);

    private static ImmutableArray<string> NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    private static bool Find<T>(ImmutableArray<string> names, string? name, out T value)
        where T : struct, Enum
    {
        var index = name is null ? -1 : names.IndexOf(name);
        value = Enum.GetValues<T>()[Math.Max(index, 0)];
        return index >= 0;
    }
}
