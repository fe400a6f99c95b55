using StationAgent.Cli.Cameras;
using StationAgent.Vision.Geometry;
using Xunit;

namespace StationAgent.Tests.Cli.Cameras;

public sealed class SheetTextTests
{
    [Theory]
    [InlineData("a4", 297, 210)]
    [InlineData("A3", 420, 297)]
    [InlineData("Letter", 279.4, 215.9)]
    [InlineData("200x300.5", 300.5, 200)]
    public void Sizes_are_read(string text, double length, double width)
    {
        Assert.True(SheetText.TryParse(text, out var size));
        Assert.Equal(new SheetSize(length, width), size);
    }

    [Theory]
    [InlineData("a9")]
    [InlineData("300")]
    [InlineData("300x")]
    [InlineData("10x20")]
    [InlineData("-300x200")]
    [InlineData("1x2x3")]
    public void What_is_not_a_size_is_refused(string text) => Assert.False(SheetText.TryParse(text, out _));

    [Fact]
    public void Each_problem_says_what_to_do() =>
        Assert.Equal(
            Enum.GetValues<SheetProblem>().Length - 1,
            Enum.GetValues<SheetProblem>().Select(static problem => SheetText.Of(problem, SheetSize.A4)).Distinct(StringComparer.Ordinal).Count());
}
