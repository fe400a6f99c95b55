using System.Collections.Immutable;
using System.Text.Json;

namespace StationAgent.Vision.Decisions;

/// <summary>The names of reasons and remarks in events: lower snake case.</summary>
public static class RecognitionNames
{
    private static readonly ImmutableArray<string> Reasons = NamesOf<RecognitionReason>();
    private static readonly ImmutableArray<string> Remarks = NamesOf<RecognitionRemark>();

    /// <summary>The wire name of a reason, such as <c>cut_off_by_edge</c>.</summary>
    public static string Name(this RecognitionReason reason) => Reasons[(int)reason];

    /// <summary>The wire name of a remark, such as <c>kind_unclear</c>.</summary>
    public static string Name(this RecognitionRemark remark) => Remarks[(int)remark];

    private static ImmutableArray<string> NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
}
