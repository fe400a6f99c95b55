using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StationAgent.Vision.Imaging.Cells;

/// <summary>Adds rows of numbers to rows of wider ones.</summary>
internal static class RowSums
{
    public static void Add(ReadOnlySpan<byte> row, Span<ushort> sums)
    {
        var done = row.Length - (row.Length % Vector128<byte>.Count);
        var parts = MemoryMarshal.Cast<byte, Vector128<byte>>(row);
        var wide = MemoryMarshal.Cast<ushort, Vector128<ushort>>(sums);
        for (var i = 0; i < parts.Length; i++)
        {
            var (lower, upper) = Vector128.Widen(parts[i]);
            wide[2 * i] += lower;
            wide[(2 * i) + 1] += upper;
        }

        for (var i = done; i < row.Length; i++)
        {
            sums[i] += row[i];
        }
    }
}
