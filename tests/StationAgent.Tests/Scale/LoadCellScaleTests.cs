using StationAgent.Scale.LoadCell;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class LoadCellScaleTests
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_become_grams_and_the_status_stays()
    {
        await using var scale = new LoadCellScale(
            new Cell(at => at switch { 0 => LoadCellReading.Of(TimeSpan.FromSeconds(1), 2_500), _ => LoadCellReading.Of(TimeSpan.FromSeconds(2), LoadCellReading.Highest) }),
            new LoadCellLine(500, 4));
        Assert.Equal(new ScaleSample(TimeSpan.FromSeconds(1), new Grams(500)), await scale.NextAsync(_stop));
        Assert.Equal(SampleStatus.Overload, (await scale.NextAsync(_stop)).Status);
    }

    [Fact]
    public async Task No_reading_is_lost_when_the_reader_pauses()
    {
        await using var scale = new LoadCellScale(new Cell(at => at < 200 ? LoadCellReading.Of(TimeSpan.FromSeconds(at), at) : null), LoadCellLine.Identity);
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(i, (await scale.NextAsync(_stop)).Gross.Value);
        }
    }

    [Fact]
    public async Task Any_exception_of_the_cell_reaches_the_reader_of_the_scale()
    {
        await using var scale = new LoadCellScale(new Cell(static _ => throw new InvalidOperationException("the wire is off")), LoadCellLine.Identity);
        Assert.Contains("the wire is off", (await Assert.ThrowsAsync<IOException>(async () => await scale.NextAsync(_stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_ends_a_waiting_cell_and_disposes_it()
    {
        var cell = new Cell(static _ => null);
        await using (new LoadCellScale(cell, LoadCellLine.Identity))
        {
            await cell.Waiting;
        }

        Assert.True(cell.IsDisposed);
    }

    [Fact]
    public async Task A_cell_that_sits_in_the_kernel_does_not_hold_the_close_up()
    {
        using var kernel = new ManualResetEventSlim();
        var cell = new Cell(_ =>
        {
            kernel.Wait(CancellationToken.None);
            return null;
        });
        await new LoadCellScale(cell, LoadCellLine.Identity).DisposeAsync();
        Assert.False(cell.IsDisposed);
        kernel.Set();
    }

    /// <summary>Delivers the given readings; null waits for the token.</summary>
    private sealed class Cell(Func<int, LoadCellReading?> reading) : ILoadCell
    {
        private readonly TaskCompletionSource _waiting = new();
        private int _count;

        public string Name => "a cell";

        public Task Waiting => _waiting.Task;

        public bool IsDisposed { get; private set; }

        public LoadCellReading Read(CancellationToken cancellationToken)
        {
            if (reading(_count++) is { } given)
            {
                return given;
            }

            _waiting.TrySetResult();
            cancellationToken.WaitHandle.WaitOne();
            cancellationToken.ThrowIfCancellationRequested();
            return default;
        }

        public void Dispose() => IsDisposed = true;
    }
}
