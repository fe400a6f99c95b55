using StationAgent.Cli.Screen;
using Xunit;

namespace StationAgent.Tests.Cli.Screen;

/// <summary>What holds for each live view at each size.</summary>
internal static class ScreenAssert
{
    /// <summary>From the smallest terminal to a large one, with odd ones between.</summary>
    public static IEnumerable<ScreenSize> Sizes =>
        from width in (int[])[40, 41, 60, 75, 76, 80, 100, 120, 200, 400]
        from height in (int[])[15, 16, 24, 40, 70]
        select new ScreenSize(width, height);

    /// <summary>No line is wider than the terminal, and no line scrolls away.</summary>
    public static IReadOnlyList<string> Fits(ILiveView view, ScreenSize size)
    {
        var lines = view.Draw(size).Select(static line => line.ToString()).ToList();
        Assert.True(lines.Count <= size.Height, $"{lines.Count} lines at {size}");
        Assert.All(lines, line => Assert.True(CellText.Width(line) <= size.Width, $"'{line}' at {size}"));
        return lines;
    }
}
