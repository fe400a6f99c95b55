using StationAgent.Cli.Scales;
using StationAgent.Vision.Decisions;
using Xunit;

namespace StationAgent.Tests.Cli;

public sealed class MassListTests
{
    [Theory]
    [InlineData("500g", "500 g")]
    [InlineData("500g,1kg", "500 g,1000 g")]
    [InlineData("500g 1kg; 2 KG", "500 g,1000 g,2000 g")]
    [InlineData(" 2.5 kg , 1kg, 1000g ", "1000 g,2500 g")]
    [InlineData("199.95g", "199.95 g")]
    [InlineData("199.950g", "199.95 g")]
    [InlineData("0.500kg,1.000kg", "500 g,1000 g")]
    [InlineData("1g", "1 g")]
    public void Masses_are_read_as_people_write_them(string text, string masses)
    {
        Assert.True(MassList.TryParse(text, out var read, out var problem), problem);
        Assert.Equal(masses, string.Join(',', read.Select(MassList.Name)));
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("0,5kg", "'0,5kg' can be 0.5kg, or the two masses 0 and 5kg; write 0.5kg")]
    [InlineData("500g,0,5kg", "'0,5kg' can be 0.5kg")]
    [InlineData("2,5", "can be 2.5g, or the two masses 2 and 5g")]
    [InlineData("1,000g", "'1,000g' can be 1.000g, 1000g, or the two masses 1 and 000g; write 1.000g or 1000g")]
    [InlineData("500,1kg", "the two masses 500 and 1kg")]
    [InlineData("1.234,5g", "a point and a comma")]
    [InlineData("1'000g", "1000g with its thousands set off")]
    [InlineData("1.500g", "'1.500g' can be 1.5g or 1500g")]
    [InlineData("1.500G", "can be 1.5G or 1500G")]
    [InlineData("500", "'500' has no unit; write 500g or 500kg")]
    [InlineData("500, 1kg", "'500' has no unit")]
    [InlineData("1 000g", "'1' has no unit")]
    [InlineData("0g", "'0g' is less than 1 g")]
    [InlineData("0.5g", "0.5kg may be meant")]
    [InlineData("0.0005kg", "less than 1 g")]
    [InlineData("500g,", "missing behind the last separator")]
    [InlineData("500g,,1kg", "missing between two commas")]
    [InlineData("500,,1kg", "missing between two commas")]
    [InlineData("1.2.3kg", "'1.2.3kg' is not a mass")]
    [InlineData("1001kg", "'1001kg' is not a mass")]
    [InlineData("-5", "'-5'")]
    [InlineData("5 lb", "'5 lb'")]
    [InlineData("1e9kg", "'1e9kg'")]
    [InlineData("1g,2g,3g,4g,5g,6g,7g,8g,9g,10g,11g,12g,13g,14g,15g,16g,17g,18g,19g,20g,21g", "at most 20")]
    public void A_text_that_is_not_a_list_of_masses_is_refused(string text, string why)
    {
        Assert.False(MassList.TryParse(text, out _, out var problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }
}
