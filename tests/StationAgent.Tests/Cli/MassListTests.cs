using StationAgent.Cli.Scales;
using StationAgent.Vision.Decisions;
using Xunit;

namespace StationAgent.Tests.Cli;

public sealed class MassListTests
{
    [Theory]
    [InlineData("500", "500 g")]
    [InlineData("0,500g,1kg", "500 g,1000 g")]
    [InlineData(" 2.5 kg , 1kg, 1000g ", "1000 g,2500 g")]
    [InlineData("199.95g", "199.95 g")]
    public void Masses_are_read_as_people_write_them(string text, string masses)
    {
        Assert.True(MassList.TryParse(text, out var read, out var problem), problem);
        Assert.Equal(masses, string.Join(',', read.Select(MassList.Name)));
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("0", "at least one mass over 0")]
    [InlineData("500,,1kg", "''")]
    [InlineData("-5", "'-5'")]
    [InlineData("5 lb", "'5 lb'")]
    [InlineData("1e9kg", "'1e9kg'")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21", "at most 20")]
    public void A_text_that_is_not_a_list_of_masses_is_refused(string text, string why)
    {
        Assert.False(MassList.TryParse(text, out _, out var problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }
}
