using StationAgent.Contracts;
using Xunit;

namespace StationAgent.Tests.Contracts;

public sealed class DeviceIdentityTests
{
    [Theory]
    [InlineData("demo-01", true)]
    [InlineData("Shop_7.b", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a/b", false)]
    [InlineData("+", false)]
    [InlineData("a#", false)]
    [InlineData("..", false)]
    [InlineData("-x", false)]
    [InlineData("ü", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    public void A_name_that_could_change_a_topic_is_none(string? name, bool valid) => Assert.Equal(valid, DeviceIdentity.IsValidName(name));

    [Fact]
    public void A_name_has_at_most_64_characters()
    {
        Assert.True(DeviceIdentity.IsValidName(new string('a', 64)));
        Assert.False(DeviceIdentity.IsValidName(new string('a', 65)));
    }
}
