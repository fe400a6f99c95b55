namespace StationAgent.Vision.Imaging.Cells;

/// <summary>The offsets of a row and its neighbours in a plane; at the edge of the grid the row is its own neighbour.</summary>
internal readonly record struct CellRowPlace(int Above, int Here, int Below)
{
    public static CellRowPlace Of(int y, int height, int stride) =>
        new(Math.Max(y - 1, 0) * stride, y * stride, Math.Min(y + 1, height - 1) * stride);
}
