namespace StationAgent.Vision.Imaging;

/// <summary>The size of an encoded picture.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct PictureSize(int Width, int Height)
{
    /// <summary>The shorter side.</summary>
    public int Shorter => Math.Min(Width, Height);
}
