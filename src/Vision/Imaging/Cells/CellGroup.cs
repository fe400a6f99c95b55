namespace StationAgent.Vision.Imaging.Cells;

/// <summary>Cells that hang together: how many, and the box around them; right and bottom lie behind the last cell.</summary>
internal readonly record struct CellGroup(int Count, int Left, int Top, int Right, int Bottom)
{
    /// <summary>The group with one more cell.</summary>
    public CellGroup With(int x, int y) =>
        new(Count + 1, Math.Min(Left, x), Math.Min(Top, y), Math.Max(Right, x + 1), Math.Max(Bottom, y + 1));
}
