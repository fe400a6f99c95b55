namespace StationAgent.Vision.Geometry;

/// <summary>The outline of a piece from its marked pixels: the ends of each row of the parts that are large enough to belong to it.</summary>
internal static class PieceOutline
{
    // Smaller than this beside the largest part: a reflection or a crumb.
    private const double LeastShare = 0.03;

    /// <summary>Points around the piece, in pixels of the part.</summary>
    public static List<PlanePoint> Of(PiecePixels pixels)
    {
        var (width, height) = (pixels.Width, pixels.Height);
        var part = new int[width * height];
        var counts = new List<int> { 0 };
        var stack = new Stack<int>();
        for (var start = 0; start < part.Length; start++)
        {
            if (part[start] == 0 && pixels[start % width, start / width])
            {
                counts.Add(Fill(pixels, part, start, counts.Count, stack));
            }
        }

        var least = LeastShare * counts.Max();
        var points = new List<PlanePoint>();
        for (var y = 0; y < height; y++)
        {
            var (left, right) = (-1, -1);
            for (var x = 0; x < width; x++)
            {
                if (part[(y * width) + x] is > 0 and var number && counts[number] >= least)
                {
                    (left, right) = (left < 0 ? x : left, x);
                }
            }

            if (left >= 0)
            {
                points.AddRange([new(left, y), new(left, y + 1), new(right + 1, y), new(right + 1, y + 1)]);
            }
        }

        return points;
    }

    private static int Fill(PiecePixels pixels, int[] part, int start, int number, Stack<int> stack)
    {
        var count = 0;
        part[start] = number;
        stack.Push(start);
        while (stack.TryPop(out var cell))
        {
            count++;
            var (y, x) = Math.DivRem(cell, pixels.Width);
            foreach (var (nextX, nextY) in (ReadOnlySpan<(int, int)>)[(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)])
            {
                if (nextX >= 0 && nextY >= 0 && nextX < pixels.Width && nextY < pixels.Height
                    && part[(nextY * pixels.Width) + nextX] == 0 && pixels[nextX, nextY])
                {
                    part[(nextY * pixels.Width) + nextX] = number;
                    stack.Push((nextY * pixels.Width) + nextX);
                }
            }
        }

        return count;
    }
}
