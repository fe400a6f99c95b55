namespace StationAgent.Cli.Screen;

/// <summary>The size of a terminal, in characters.</summary>
internal readonly record struct ScreenSize(int Width, int Height)
{
    /// <summary>The smallest terminal that a live view is made for; below it, lines of text are shown.</summary>
    public static ScreenSize Smallest { get; } = new(40, 15);

    /// <summary>The size of a terminal that does not know its own.</summary>
    public static ScreenSize Usual { get; } = new(80, 24);

    /// <summary>True when a live view can be shown.</summary>
    public bool IsEnough => Width >= Smallest.Width && Height >= Smallest.Height;
}
