using System.Numerics.Tensors;

namespace StationAgent.Vision.Imaging.Cells;

/// <summary>Combines neighbours for a grid filter; both sides have the same length.</summary>
/// <typeparam name="T">The cells' type.</typeparam>
internal interface ICombination<T>
{
    static abstract void Combine(ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> result);
}

/// <summary>Filters that combine each cell of a grid with its eight neighbours, a row at a time so that vector instructions do the work.</summary>
internal static class GridFilter
{
    /// <summary>Writes for each cell the combination of it and its neighbours; at the edge of the neighbours that exist.</summary>
    /// <param name="source">The grid, row by row; at least 2 × 2.</param>
    /// <param name="target">Receives the result; may be the source.</param>
    /// <param name="scratch">Room for twice the grid.</param>
    /// <param name="width">Cells in a row.</param>
    public static void Around<T, TCombination>(ReadOnlySpan<T> source, Span<T> target, Span<T> scratch, int width)
        where TCombination : ICombination<T>
    {
        var cells = source.Length;
        var rows = scratch[..cells];
        var pairs = scratch.Slice(cells, cells);
        for (var start = 0; start < cells; start += width)
        {
            CombineThree<T, TCombination>(source.Slice(start, width), rows.Slice(start, width), pairs[..width], 1);
        }

        CombineThree<T, TCombination>(rows, target, pairs, width);
    }

    // Pairs first: three neighbours then take one more combination instead of two.
    private static void CombineThree<T, TCombination>(ReadOnlySpan<T> source, Span<T> target, Span<T> pairs, int step)
        where TCombination : ICombination<T>
    {
        var inner = source.Length - step;
        TCombination.Combine(source[..inner], source[step..], pairs[..inner]);
        pairs[..step].CopyTo(target);
        TCombination.Combine(pairs[..(inner - step)], source[(2 * step)..], target[step..inner]);
        pairs[(inner - step)..inner].CopyTo(target[inner..]);
    }

    /// <summary>The sum of the neighbours.</summary>
    internal readonly struct Sum : ICombination<ushort>
    {
        public static void Combine(ReadOnlySpan<ushort> first, ReadOnlySpan<ushort> second, Span<ushort> result) =>
            TensorPrimitives.Add(first, second, result);
    }

    /// <summary>The number of neighbours that are marked.</summary>
    internal readonly struct Count : ICombination<byte>
    {
        public static void Combine(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> result) =>
            TensorPrimitives.Add(first, second, result);
    }

    /// <summary>Marked when any neighbour is.</summary>
    internal readonly struct Any : ICombination<byte>
    {
        public static void Combine(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> result) =>
            TensorPrimitives.BitwiseOr(first, second, result);
    }

    /// <summary>Marked when all neighbours are.</summary>
    internal readonly struct All : ICombination<byte>
    {
        public static void Combine(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> result) =>
            TensorPrimitives.BitwiseAnd(first, second, result);
    }
}
