using StationAgent.Configuration;

namespace StationAgent.DropOff.Grading;

/// <summary>
/// The sizes in <c>sizes.json</c>: the twelve postal boxes No. 1 to No. 12 with their outer sides. The heaviest of each is the area of its blank times the heaviest
/// 5-ply board, 850 g/m². The bands of the forms follow from board of 350–850 g/m²: folded flat two layers lie on the covered area, and set up the whole blank stands
/// on the base.
/// </summary>
internal static class DefaultSizes
{
    /// <summary>The table.</summary>
    public static SizeTable Table { get; } = EmbeddedConfiguration.Read("sizes.json", SizeTable.Schema);
}
