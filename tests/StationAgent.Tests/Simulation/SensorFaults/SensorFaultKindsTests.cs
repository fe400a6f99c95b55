using StationAgent.Simulation.SensorFaults;
using Xunit;

namespace StationAgent.Tests.Simulation.SensorFaults;

public sealed class SensorFaultKindsTests
{
    [Fact]
    public void Every_kind_has_a_name()
    {
        Assert.Equal(Enum.GetValues<SensorFaultKind>(), SensorFaultKinds.All);
        Assert.All(SensorFaultKinds.Names, known =>
        {
            Assert.True(SensorFaultKinds.TryParse(known.Name, out var kinds));
            Assert.Equal([known.Kind], kinds);
        });
    }

    [Fact]
    public void A_list_is_read_in_any_order_and_each_kind_counts_once()
    {
        Assert.True(SensorFaultKinds.TryParse("swaps, gaps,swaps", out var kinds));
        Assert.Equal([SensorFaultKind.Gaps, SensorFaultKind.Swaps], kinds);
    }

    [Theory]
    [InlineData("gaps,gab")]
    [InlineData(",")]
    [InlineData("")]
    public void A_list_with_a_name_that_is_not_known_or_without_any_is_refused(string list) =>
        Assert.False(SensorFaultKinds.TryParse(list, out _));
}
