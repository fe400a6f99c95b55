using StationAgent.Cli;
using Xunit;

namespace StationAgent.Tests.Cli;

public sealed class NumberRangeTests
{
    [Theory]
    [InlineData("17..42", 17, 42)]
    [InlineData("17..17", 17, 17)]
    [InlineData("17", 17, 17)]
    [InlineData("17..", 17, long.MaxValue)]
    [InlineData("..42", 1, 42)]
    [InlineData("00000000000000000017..00000000000000000042", 17, 42)]
    public void Is_read_as_a_person_writes_it(string text, long from, long to)
    {
        Assert.True(NumberRange.TryParse(text, out var range));
        Assert.Equal(new NumberRange(from, to), range);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("0")]
    [InlineData("42..17")]
    [InlineData("-3..4")]
    [InlineData("1...4")]
    [InlineData("1-4")]
    [InlineData("99999999999999999999999")]
    public void Anything_else_is_refused(string text) => Assert.False(NumberRange.TryParse(text, out _));
}
