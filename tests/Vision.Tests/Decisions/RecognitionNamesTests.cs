using StationAgent.Vision.Decisions;
using Xunit;

namespace StationAgent.Vision.Tests.Decisions;

public sealed class RecognitionNamesTests
{
    [Fact]
    public void The_wire_names_are_fixed()
    {
        Assert.Equal("cut_off_by_edge", RecognitionReason.CutOffByEdge.Name());
        Assert.Equal("hand_in_view", RecognitionReason.HandInView.Name());
        Assert.Equal("kind_unclear", RecognitionRemark.KindUnclear.Name());
        Assert.Equal("condition_unclear", RecognitionRemark.ConditionUnclear.Name());
    }
}
