using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StationAgent.Vision.Capture.V4l2;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.V4l2;

/// <summary>Sizes, places and numbers as a C compiler gives them for <c>&lt;linux/videodev2.h&gt;</c> on a 64-bit machine.</summary>
public sealed class V4l2StructTests
{
    [Fact]
    public void Structs_have_the_kernels_sizes() => Assert.Equal<int[]>(
        [104, 64, 44, 52, 208, 204, 20, 88, 68, 8],
        [
            Unsafe.SizeOf<V4l2Capability>(),
            Unsafe.SizeOf<V4l2FormatDescription>(),
            Unsafe.SizeOf<V4l2FrameSize>(),
            Unsafe.SizeOf<V4l2FrameInterval>(),
            Unsafe.SizeOf<V4l2Format>(),
            Unsafe.SizeOf<V4l2StreamParameters>(),
            Unsafe.SizeOf<V4l2RequestBuffers>(),
            Unsafe.SizeOf<V4l2Buffer>(),
            Unsafe.SizeOf<V4l2QueryControl>(),
            Unsafe.SizeOf<V4l2Control>(),
        ]);

    [Fact]
    public void Fields_stand_where_the_kernel_writes_them()
    {
        Assert.Equal(84, Offset<V4l2Capability>(nameof(V4l2Capability.Capabilities)));
        Assert.Equal(88, Offset<V4l2Capability>(nameof(V4l2Capability.DeviceCapabilities)));
        Assert.Equal(44, Offset<V4l2FormatDescription>(nameof(V4l2FormatDescription.PixelFormat)));
        Assert.Equal(12, Offset<V4l2FrameSize>(nameof(V4l2FrameSize.First)));
        Assert.Equal(20, Offset<V4l2FrameInterval>(nameof(V4l2FrameInterval.Numerator)));
        Assert.Equal(12, Offset<V4l2StreamParameters>(nameof(V4l2StreamParameters.Numerator)));
        Assert.Equal(40, Offset<V4l2QueryControl>(nameof(V4l2QueryControl.Minimum)));
        Assert.Equal(52, Offset<V4l2QueryControl>(nameof(V4l2QueryControl.Default)));
        Assert.Equal(56, Offset<V4l2QueryControl>(nameof(V4l2QueryControl.Flags)));
    }

    [Fact]
    public void Requests_have_the_kernels_numbers() => Assert.Equal<uint[]>(
        [
            0x80685600, 0xC0405602, 0xC0D05605, 0xC0145608, 0xC0585609, 0xC058560F, 0xC0585611, 0x40045612, 0x40045613, 0xC0CC5616, 0xC008561B, 0xC008561C,
            0xC0445624, 0xC02C564A, 0xC034564B,
        ],
        [
            V4l2Api.QueryCapability,
            V4l2Api.EnumerateFormats,
            V4l2Api.SetFormat,
            V4l2Api.RequestBuffers,
            V4l2Api.QueryBuffer,
            V4l2Api.QueueBuffer,
            V4l2Api.DequeueBuffer,
            V4l2Api.StreamOn,
            V4l2Api.StreamOff,
            V4l2Api.SetParameters,
            V4l2Api.GetControl,
            V4l2Api.SetControl,
            V4l2Api.QueryControl,
            V4l2Api.EnumerateFrameSizes,
            V4l2Api.EnumerateFrameIntervals,
        ]);

    [Fact]
    public void A_format_is_named_by_its_letters()
    {
        Assert.Equal(0x47504A4Du, V4l2Api.FourCc("MJPG"));
        Assert.Equal("YUYV", V4l2Api.FourCc(0x56595559));
    }

    private static int Offset<T>(string field)
        where T : struct => (int)Marshal.OffsetOf<T>(field);
}
