using StationAgent.Vision.Decisions;
using Xunit;

namespace StationAgent.Vision.Tests.Decisions;

public sealed class LabelsTests
{
    [Fact]
    public void The_wire_names_are_fixed()
    {
        Assert.Equal(["carton", "plastic_film", "paper_envelope", "not_packaging", "empty"], Labels.Materials);
        Assert.Equal(["intact", "damaged"], Labels.Conditions);
        Assert.Equal("cut_off_by_edge", RecognitionReason.CutOffByEdge.Name());
        Assert.Equal("hand_in_view", RecognitionReason.HandInView.Name());
    }

    [Fact]
    public void Every_name_is_read_back()
    {
        Assert.All(Enum.GetValues<Material>(), value => Assert.True(Labels.TryParse(value.Name(), out Material read) && read == value));
        Assert.All(Enum.GetValues<CartonCondition>(), value => Assert.True(Labels.TryParse(value.Name(), out CartonCondition read) && read == value));
        Assert.All(
            Enum.GetValues<RecognitionReason>(), value => Assert.True(Labels.TryParse(value.Name(), out RecognitionReason read) && read == value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Carton")]
    [InlineData("0")]
    public void Any_other_text_is_refused(string? text)
    {
        Assert.False(Labels.TryParse(text, out Material _));
        Assert.False(Labels.TryParse(text, out RecognitionReason _));
    }
}
