using System.Buffers.Binary;
using StationAgent.Clock;
using Xunit;

namespace StationAgent.Tests.Clock;

public sealed class KernelClockTests
{
    [Theory]
    [InlineData(0, 0x2001, ClockQuality.Synchronised)]
    [InlineData(1, 0x0000, ClockQuality.Synchronised)]
    [InlineData(5, 0x0040, ClockQuality.Unsynchronised)]
    [InlineData(5, 0x0000, ClockQuality.Unsynchronised)]
    [InlineData(0, 0x0041, ClockQuality.Unsynchronised)]
    [InlineData(-1, 0x0000, ClockQuality.Unknown)]
    internal void The_kernels_answer_is_understood(int state, int status, ClockQuality expected) =>
        Assert.Equal(expected, KernelClock.Interpret(state, Answer(status, 0)).Quality);

    [Fact]
    public void Only_a_synchronised_clock_has_a_bound()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(15.25), KernelClock.Interpret(0, Answer(0, 15_250)).MaximumError);
        Assert.Null(KernelClock.Interpret(5, Answer(0x40, 16_000_000)).MaximumError);
        Assert.Null(KernelClock.Interpret(-1, Answer(0, 0)).MaximumError);
    }

    [Fact]
    public void The_real_kernel_answers_without_a_fault()
    {
        var (quality, error) = KernelClock.Read();
        Assert.True(Enum.IsDefined(quality));
        Assert.Equal(quality == ClockQuality.Synchronised, error is not null);
    }

    private static byte[] Answer(int status, long maximumErrorMicroseconds)
    {
        var timex = new byte[208];
        BinaryPrimitives.WriteInt64LittleEndian(timex.AsSpan(24), maximumErrorMicroseconds);
        BinaryPrimitives.WriteInt32LittleEndian(timex.AsSpan(40), status);
        return timex;
    }
}
