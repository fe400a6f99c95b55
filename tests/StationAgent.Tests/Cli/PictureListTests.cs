using StationAgent.Cli;
using Xunit;

namespace StationAgent.Tests.Cli;

public sealed class PictureListTests
{
    [Fact]
    public void Names_pictures_with_and_without_a_reference_relative_to_the_list()
    {
        var found = PictureList.Parse(["a.jpg", "", "b.jpg\tempty.jpg", "/elsewhere/c.jpg"], "list.tsv", "/pictures");
        Assert.Equal(["/pictures/a.jpg", "/pictures/b.jpg", "/elsewhere/c.jpg"], found.Select(static one => one.Image.FullName));
        Assert.Equal([null, "/pictures/empty.jpg", null], found.Select(static one => one.Reference?.FullName));
    }

    [Theory]
    [InlineData("b.jpg\tempty.jpg\tmore")]
    [InlineData("b.jpg\t")]
    [InlineData("\tempty.jpg")]
    public void A_line_that_is_not_understood_is_named(string line)
    {
        var failure = Assert.Throws<StartException>(() => PictureList.Parse(["a.jpg", line], "list.tsv", "/pictures"));
        Assert.StartsWith("list.tsv:2: ", failure.Message, StringComparison.Ordinal);
    }
}
