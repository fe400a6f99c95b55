using System.Collections.Immutable;
using StationAgent.Vision.Decisions;

namespace StationAgent.DropOff.Grading;

/// <summary>Finds the known sizes that explain an extent.</summary>
internal static class SizeFit
{
    // A top that is nearer to the camera than this share of its distance is not seen as a whole.
    private const double HighestShare = 0.6;

    /// <summary>The names of the sizes that fit a form, in the order of the numbers in their names; of every form when it is unknown.</summary>
    public static ImmutableArray<string> Of(SeenForm form, SeenExtent seen, SizeTable table)
    {
        var flat = Fitting(static (size, extent) => IsFoldedFlat(size, extent));
        var upright = Fitting(static (size, extent) => IsUpright(size, extent));
        return form switch
        {
            SeenForm.Flat => flat,
            SeenForm.Unknown => [.. upright.Union(flat, StringComparer.Ordinal)],

            // A wet piece that was folded flat weighs as much as one that stands.
            _ => upright.IsEmpty ? flat : upright,
        };

        ImmutableArray<string> Fitting(Func<KnownSize, SeenExtent, bool> fits) =>
            [.. table.Sizes.Where(one => fits(one.Value, seen)).OrderByDescending(static one => one.Value.HeaviestGrams).Select(static one => one.Key)];
    }

    // Length and width beside each other, and half the flaps of both ends with the height.
    private static bool IsFoldedFlat(KnownSize size, SeenExtent seen) => Fits(size.LengthMm + size.WidthMm, size.WidthMm + size.HeightMm, 1, seen);

    // The top is nearer to the camera than the platform and therefore seen larger.
    private static bool IsUpright(KnownSize size, SeenExtent seen)
    {
        var height = Math.Min(size.HeightMm, HighestShare * seen.CameraDistanceMm);
        return Fits(size.LengthMm, size.WidthMm, seen.CameraDistanceMm / (seen.CameraDistanceMm - height), seen);
    }

    private static bool Fits(double one, double other, double growth, SeenExtent seen)
    {
        var (longer, shorter) = (Math.Max(one, other), Math.Min(one, other));
        return IsBetween(seen.LengthMm, longer) && IsBetween(seen.WidthMm, shorter);

        bool IsBetween(double measured, double side) => measured + seen.UncertaintyMm >= side && measured - seen.UncertaintyMm <= side * growth;
    }
}
