namespace StationAgent.Cli.Screen;

/// <summary>A picture of something that goes on, for a terminal of any size.</summary>
internal interface ILiveView
{
    /// <summary>Draws it as it is now.</summary>
    /// <param name="size">The terminal. No line may be wider, and there may be no more lines.</param>
    IReadOnlyList<ScreenLine> Draw(ScreenSize size);
}
