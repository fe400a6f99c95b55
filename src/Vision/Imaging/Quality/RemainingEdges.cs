using System.Numerics;
using System.Numerics.Tensors;
using StationAgent.Vision.Imaging.Cells;

namespace StationAgent.Vision.Imaging.Quality;

/// <summary>
/// How much of the reference's sharp edges a frame still shows beside the object: the platform did not change, so edges that are gone were blurred away. Sums
/// are compared and not cells, so a camera that moved a little does not count as blurred. Not for use by two threads at once.
/// </summary>
internal sealed class RemainingEdges
{
    /// <summary>
    /// Share of the edges under which a frame is blurred. Measured on rendered frames: 0.95 and more without a flaw, at most 0.36 out of focus by a
    /// Gaussian of 0.6 to 1.3 % of the view's width.
    /// </summary>
    public const double BlurredBelow = 0.6;

    // Laplacian of luma, in levels of 255 of the reference, from which on a cell lies on an edge: sensor noise, averaged over a cell, stays below.
    private const float MinEdge = 8;

    // Fewer cells on an edge prove nothing, as with a plain mat that fills the view.
    private const int MinCells = 30;

    // Cells around the object whose edges are its own.
    private const int Margin = 4;

    private readonly float[] _before = new float[Overview.MaxCells + Vector<float>.Count];
    private readonly float[] _now = new float[Overview.MaxCells + Vector<float>.Count];

    /// <summary>Takes the platform as it was.</summary>
    public void SetReference(Overview reference) => Luma(reference, _before);

    /// <summary>The share of edges that is left.</summary>
    /// <param name="frame">A frame of the same size as the reference.</param>
    /// <param name="box">The object; null when there is none.</param>
    /// <returns>About 0–1, more when something else with edges came; null when the reference shows too few edges beside the object.</returns>
    public double? Share(Overview frame, ObjectBox? box)
    {
        Luma(frame, _now);
        var (width, height) = (frame.Width, frame.Height);
        var (left, top, right, bottom) = Cells(box, width, height);
        var before = default(EdgeSums);
        var now = default(EdgeSums);
        var gain = Light(width, height, left, top, right, bottom);
        for (var y = 1; y < height - 1; y++)
        {
            var isBeside = y >= top && y < bottom;
            Add(y, 1, isBeside ? left : width - 1);
            Add(y, isBeside ? right : width - 1, width - 1);
        }

        return before.Count >= MinCells && gain > 0 ? now.Total / (gain * before.Total) : null;

        void Add(int row, int from, int to)
        {
            before.Add(_before, width, (row * width) + from, to - from, MinEdge);
            now.Add(_now, width, (row * width) + from, to - from, MinEdge * gain);
        }
    }

    private static void Luma(Overview overview, float[] luma)
    {
        TensorPrimitives.Multiply(overview.Plane(1), 0.587f, luma);
        TensorPrimitives.MultiplyAdd(overview.Plane(0), 0.299f, luma.AsSpan(0, overview.Cells), luma);
        TensorPrimitives.MultiplyAdd(overview.Plane(2), 0.114f, luma.AsSpan(0, overview.Cells), luma);
    }

    private static (int Left, int Top, int Right, int Bottom) Cells(ObjectBox? box, int width, int height) => box is { } some
        ? (Math.Max(1, (int)(some.Left * width) - Margin),
            (int)(some.Top * height) - Margin,
            Math.Min(width - 1, (int)Math.Ceiling(some.Right * width) + Margin),
            (int)Math.Ceiling(some.Bottom * height) + Margin)
        : (1, height, 1, height);

    // The ratio of light that exposure caused: the same edge is steeper in a brighter picture.
    private float Light(int width, int height, int left, int top, int right, int bottom)
    {
        float before = 0, now = 0;
        for (var y = 0; y < height; y++)
        {
            var isBeside = y >= top && y < bottom;
            before += Sum(_before, y, 0, isBeside ? left : width) + Sum(_before, y, isBeside ? right : width, width);
            now += Sum(_now, y, 0, isBeside ? left : width) + Sum(_now, y, isBeside ? right : width, width);
        }

        return before > 0 ? now / before : 0;

        float Sum(float[] luma, int row, int from, int to) => TensorPrimitives.Sum<float>(luma.AsSpan((row * width) + from, to - from));
    }

    private struct EdgeSums
    {
        public double Total;
        public int Count;

        public void Add(float[] luma, int width, int start, int length, float least)
        {
            var total = Vector<float>.Zero;
            var count = Vector<int>.Zero;
            var x = 0;
            for (; x <= length - Vector<float>.Count; x += Vector<float>.Count)
            {
                var at = start + x;
                var around = new Vector<float>(luma, at - 1) + new Vector<float>(luma, at + 1) + new Vector<float>(luma, at - width) + new Vector<float>(luma, at + width);
                var edge = Vector.Abs((4 * new Vector<float>(luma, at)) - around);
                var counts = Vector.GreaterThan(edge, new Vector<float>(least));
                total += Vector.ConditionalSelect(counts, edge, Vector<float>.Zero);
                count -= counts;
            }

            Total += Vector.Sum(total);
            Count += Vector.Sum(count);
            for (; x < length; x++)
            {
                var at = start + x;
                var edge = Math.Abs((4 * luma[at]) - luma[at - 1] - luma[at + 1] - luma[at - width] - luma[at + width]);
                if (edge > least)
                {
                    Total += edge;
                    Count++;
                }
            }
        }
    }
}
