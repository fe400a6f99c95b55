using StationAgent.Cli.Screen;
using Xunit;

namespace StationAgent.Tests.Cli.Screen;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("carton", 6, "carton")]
    [InlineData("carton", 5, "cart…")]
    [InlineData("纸箱纸箱", 8, "纸箱纸箱")]
    [InlineData("纸箱纸箱", 6, "纸箱…")]
    [InlineData("é́abc", 3, "é́a…")]
    [InlineData("abc", 1, "…")]
    [InlineData("abc", 0, "")]
    [InlineData("a\nb\u001b", 9, "a b\uFFFD")]
    public void A_text_is_cut_to_the_columns_that_are_there(string text, int width, string cropped)
    {
        Assert.Equal(cropped, CellText.Crop(text, width));
        Assert.True(CellText.Width(cropped) <= width);
    }

    [Fact]
    public void A_text_is_filled_up_to_its_columns()
    {
        Assert.Equal("纸  ", CellText.Fit("纸", 4));
        Assert.Equal("  12", CellText.Fit("12", 4, toTheRight: true));
        Assert.Equal("纸…", CellText.Fit("纸箱", 3));
    }

    [Fact]
    public void A_text_is_broken_between_words_and_cut_after_its_last_line() =>
        Assert.Equal(["the scale", "has gone", "and will…"], CellText.Wrap("the scale has gone and will not come back", 9, 3));
}
