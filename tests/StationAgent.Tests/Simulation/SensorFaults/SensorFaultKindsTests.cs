using StationAgent.Simulation.SensorFaults;
using Xunit;

namespace StationAgent.Tests.Simulation.SensorFaults;

public sealed class SensorFaultKindsTests
{
    [Fact]
    public void Every_kind_has_a_name()
    {
        Assert.Equal(Enum.GetValues<SensorFaultKind>(), SensorFaultKinds.All);
        Assert.All(SensorFaultKinds.Names, known => Assert.Equal([known.Kind], SensorFaultKinds.Parse(known.Name)));
    }

    [Fact]
    public void A_list_is_read_in_any_order_and_each_kind_counts_once() =>
        Assert.Equal([SensorFaultKind.Gaps, SensorFaultKind.Swaps], SensorFaultKinds.Parse("swaps, gaps,swaps"));

    [Theory]
    [InlineData("gaps,gab", "'gab'")]
    [InlineData(",", "no kind")]
    [InlineData("", "no kind")]
    public void A_wrong_list_is_refused_with_what_would_be_right(string list, string named)
    {
        var message = Assert.Throws<FormatException>(() => SensorFaultKinds.Parse(list)).Message;
        Assert.Contains(named, message, StringComparison.Ordinal);
        Assert.Contains("late-camera", message, StringComparison.Ordinal);
    }
}
