using Spectre.Console;

namespace StationAgent.Cli.Screen;

/// <summary>A column of a table on a screen.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Width">The columns of the terminal that it takes; 0 for a share of what the others leave.</param>
/// <param name="Text">The text of a row.</param>
internal sealed record Column<T>(string Title, int Width, Func<T, string> Text)
{
    /// <summary>True for numbers.</summary>
    public bool IsRight { get; init; }

    /// <summary>The style of a row's text.</summary>
    public Func<T, Style> Style { get; init; } = static _ => Spectre.Console.Style.Plain;
}
