using System.Collections.Immutable;
using StationAgent.Vision.Decisions;

namespace StationAgent.Tests.DropOff;

/// <summary>Recognitions that pictures can give.</summary>
internal static class Recognitions
{
    public static Recognition Of(Material material, CartonCondition? condition = null) => new(
        material,
        condition,
        Confidence: 0.95,
        MaterialScores: [.. Enum.GetValues<Material>().Select(m => m == material ? 0.96 : 0.01)],
        ConditionScores: condition == CartonCondition.Damaged ? [0.01, 0.99] : [0.99, 0.01],
        Frames: 3,
        Agreement: 1,
        Reasons: []);

    public static Recognition Doubt(params ImmutableArray<RecognitionReason> reasons) =>
        Of(Material.Carton, CartonCondition.Intact) with { Reasons = reasons };
}
