using StationAgent.Scale;
using StationAgent.Scale.Hid;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Scale.Hid;

public sealed class HidScaleTests
{
    private static readonly byte[] Nothing = [];

    [Fact]
    public async Task Each_report_is_a_sample_with_its_state()
    {
        var reports = new Queue<byte[]>([
            [3, 2, 2, 0, 0, 0, 3, 3, 2, 0, 0x2C, 1],
            [4, 0, 0, 0, 0, 0],
            [3, 4, 2, 0, 0x2C, 1],
            [3, 5, 2, 0, 5, 0],
            [3, 6, 2, 0, 0, 0],
        ]);
        using var device = new PipedHidDevice(() => reports.TryDequeue(out var report) ? report : Nothing);
        await using var scale = Open(device.Path);
        List<(double, SampleStatus, bool)> samples = [];
        while (samples.Count < 5)
        {
            var sample = await scale.SampleAsync();
            samples.Add((sample.Gross.Value, sample.Status, sample.IsMoving));
        }

        Assert.Equal(
            [
                (0, SampleStatus.Ok, false),
                (300, SampleStatus.Ok, true),
                (300, SampleStatus.Ok, false),
                (-5, SampleStatus.Ok, false),
                (0, SampleStatus.Overload, false),
            ],
            samples);
    }

    [Theory]
    [InlineData(1, "a fault of its own")]
    [InlineData(7, "asks to be calibrated")]
    [InlineData(8, "press its key for zero")]
    public async Task A_state_in_which_it_cannot_weigh_is_a_fault_with_a_remedy(byte status, string why)
    {
        using var device = new PipedHidDevice(() => [3, status, 2, 0, 0, 0]);
        await using var scale = Open(device.Path);
        Assert.Contains(why, (await scale.LossAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scale_that_went_to_sleep_says_so_before_it_counts_as_silent()
    {
        using var device = new PipedHidDevice(static () => Nothing);
        await using var scale = Open(device.Path);
        Assert.Contains("switched itself off", (await scale.LossAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_without_one_meaning_is_reported_with_the_bytes()
    {
        using var device = new PipedHidDevice(static () => [3, 4, 5, 0, 7, 0]);
        await using var scale = Open(device.Path);
        Assert.Contains("'030405000700', which is not a weight: choose grams", (await scale.LossAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_is_not_there_is_reported_with_what_to_do()
    {
        await using var scale = Open("/dev/hidraw-none");
        Assert.Contains("not plugged in", (await scale.LossAsync()).Message, StringComparison.Ordinal);
    }

    private static IScale Open(string path) => TestScales.Open(new ScaleOptions { Driver = HidDriver.Entry, Hid = new HidScaleOptions { Device = path } });
}
