using StationAgent.Camera.Iot;
using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Tests.Camera.Iot;

/// <summary>What can be tried of that camera without a device.</summary>
public sealed class BindingsCameraTests
{
    [Fact]
    public void A_device_that_is_not_there_is_named()
    {
        var failure = Assert.Throws<FrameSourceException>(() => new BindingsCamera("/dev/video250", 1280, 720, TimeProvider.System));
        Assert.Contains("there is no /dev/video250", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FFD8 01FF00 FFD9", "FFD8 01FF00 FFD9")]
    [InlineData("FFD8 01 FFD9 000000", "FFD8 01 FFD9")]
    [InlineData("FFD8 01 FFD9 0203 FFD9", "FFD8 01 FFD9")]
    [InlineData("FFD8 01FF", "")]
    [InlineData("", "")]
    public void What_an_earlier_longer_frame_left_behind_the_end_marker_is_cut_off(string buffer, string frame) =>
        Assert.Equal(Bytes(frame), BindingsCamera.WithoutPadding(Bytes(buffer)).ToArray());

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
