using StationAgent.Clock;
using StationAgent.Scale;
using StationAgent.Scale.LoadCell;
using StationAgent.Testing;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Scale.LoadCell;

public sealed class WatchedLoadCellTests : IDisposable
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;
    private readonly IioTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void The_readings_that_proved_the_converter_are_delivered_too()
    {
        int[] counts = [4, 4, 5, 4, 7, 9, 12];
        using var cell = new WatchedLoadCell(new Cell(counts));
        Assert.Equal(counts, counts.Select(_ => cell.Read(_stop).Counts));
    }

    [Fact]
    public async Task A_dead_converter_behind_the_kernels_driver_never_delivers_however_often_it_is_opened()
    {
        _tree.SetCounts(-1);
        var options = new ScaleOptions { Driver = Hx711IioDriver.Entry, Device = _tree.Folder };
        for (var i = 0; i < 2; i++)
        {
            await using var scale = new LoadCellScale(options.Driver.OpenCell!(options, BootTimeProvider.Instance), LoadCellLine.Identity);
            var failure = await Assert.ThrowsAsync<IOException>(async () => await scale.NextAsync(_stop).AsTask().WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, _stop));
            Assert.Contains($"HX711 at {_tree.Device} repeats the value -1", failure.Message, StringComparison.Ordinal);
        }
    }

    private sealed class Cell(int[] counts) : ILoadCell
    {
        private int _next;

        public string Name => "a cell";

        public LoadCellReading Read(CancellationToken cancellationToken) => LoadCellReading.Of(TimeSpan.FromSeconds(_next / 10.0), counts[_next++]);

        public void Dispose()
        {
        }
    }
}
