using Microsoft.Extensions.Time.Testing;
using StationAgent.Scale.LoadCell;
using StationAgent.Testing;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class IioLoadCellTests : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private readonly FakeTimeProvider _time = new();
    private readonly IioTree _tree = new(number: 3);

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData(0, SampleStatus.Ok)]
    [InlineData(-1_234_567, SampleStatus.Ok)]
    [InlineData(4_321_000, SampleStatus.Ok)]
    [InlineData(LoadCellReading.Highest, SampleStatus.Overload)]
    [InlineData(LoadCellReading.Lowest, SampleStatus.Underload)]
    internal void The_kernels_reading_has_its_middle_taken_off(int counts, SampleStatus status)
    {
        _tree.SetCounts(counts);
        using var cell = Open();
        var reading = cell.Read(TestContext.Current.CancellationToken);
        Assert.Equal((counts, status), (reading.Counts, reading.Status));
    }

    [Fact]
    public void The_device_is_found_by_its_name_among_others()
    {
        _tree.AddOther(0, "bme280");
        _tree.SetCounts(42);
        using var cell = Open();
        Assert.Equal(42, cell.Read(TestContext.Current.CancellationToken).Counts);
        Assert.Contains("iio:device3", cell.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_devices_one_must_be_named()
    {
        _tree.AddOther(1, "hx711");
        Assert.Contains("Scale:Device", Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
        using var cell = IioLoadCell.Open(_tree.Device, Hx711Input.A128, 10, _time);
        Assert.Equal(0, cell.Read(TestContext.Current.CancellationToken).Counts);
    }

    [Fact]
    public void A_missing_device_is_reported_with_the_driver_to_load()
    {
        _tree.Unplug();
        Assert.Contains("modprobe hx711", Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_gain_than_the_calibrated_one_is_refused_with_the_way_to_set_it()
    {
        _tree.Write("in_voltage_scale", "0.000000465");
        var failure = Assert.Throws<IOException>(Open);
        Assert.Contains("Scale:Gain 128", failure.Message, StringComparison.Ordinal);
        Assert.Contains("echo 0.000000232", failure.Message, StringComparison.Ordinal);
        IioLoadCell.Open(_tree.Folder, Hx711Input.A64, 10, _time).Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("twelve")]
    [InlineData("16777216")]
    [InlineData("-5")]
    [InlineData("12 34")]
    [InlineData("99999999999999999999999999999999999999999999999999999999999999999999")]
    public void An_invalid_reading_is_reported_with_its_file(string text)
    {
        _tree.SetRaw(text);
        using var cell = Open();
        var failure = Assert.Throws<IOException>(() => cell.Read(CancellationToken.None));
        Assert.Contains("in_voltage0_raw", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_vanishes_is_lost_and_works_again_when_it_is_back()
    {
        var stop = TestContext.Current.CancellationToken;
        var line = new LoadCellLine(ZeroCounts: 1_000, CountsPerGram: 100);
        _tree.SetCounts(51_000);
        await using (var scale = new LoadCellScale(Open(), line))
        {
            Assert.Equal(500, (await scale.NextAsync(stop)).Gross.Value, 6);
            _tree.SetCounts(101_000);
            _time.Advance(Period);
            Assert.Equal(1_000, (await scale.NextAsync(stop)).Gross.Value, 6);

            _tree.Unplug();
            _time.Advance(Period);
            Assert.Contains("in_voltage0_raw", (await Assert.ThrowsAsync<IOException>(async () => await scale.NextAsync(stop))).Message, StringComparison.Ordinal);
        }

        Assert.Throws<IOException>(Open);
        _tree.Plug();
        _tree.SetCounts(51_000);
        await using var again = new LoadCellScale(Open(), line);
        Assert.Equal(500, (await again.NextAsync(stop)).Gross.Value, 6);
    }

    [Fact]
    public void A_reading_costs_few_allocations()
    {
        using var cell = Open();
        var stop = CancellationToken.None;
        cell.Read(stop);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _time.Advance(Period);
            cell.Read(stop);
        }

        // A handle and what .NET keeps beside it; the fake clock's timer is in it too.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 1_000);
    }

    private IioLoadCell Open() => IioLoadCell.Open(_tree.Folder, Hx711Input.A128, 10, _time);
}
