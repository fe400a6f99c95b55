namespace StationAgent.Vision.Imaging;

/// <summary>Cells that hang together: how many, and the box around them; right and bottom lie behind the last cell.</summary>
internal readonly record struct CellGroup(int Count, int Left, int Top, int Right, int Bottom)
{
    /// <summary>The group with one more cell.</summary>
    public CellGroup With(int x, int y) =>
        new(Count + 1, Math.Min(Left, x), Math.Min(Top, y), Math.Max(Right, x + 1), Math.Max(Bottom, y + 1));

    /// <summary>Both groups in one.</summary>
    public CellGroup With(CellGroup other) => new(
        Count + other.Count,
        Math.Min(Left, other.Left),
        Math.Min(Top, other.Top),
        Math.Max(Right, other.Right),
        Math.Max(Bottom, other.Bottom));

    /// <summary>True when the boxes are at most <paramref name="gap"/> cells apart.</summary>
    public bool IsNear(CellGroup other, int gap) =>
        other.Left - Right <= gap && Left - other.Right <= gap && other.Top - Bottom <= gap && Top - other.Bottom <= gap;
}
