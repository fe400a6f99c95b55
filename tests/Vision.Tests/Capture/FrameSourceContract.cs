using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Vision.Tests.Capture;

/// <summary>What holds for every source of frames, against real files, a real child and a real connection.</summary>
public abstract class FrameSourceContract : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private protected StreamFeed Feed { get; } = new();

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Feed.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Frames_are_whole_pictures_with_times_and_numbers_that_rise()
    {
        await using var source = await OpenAsync();
        Assert.NotEmpty(source.Name);
        Frame? before = null;
        foreach (var picture in Feed.Pictures)
        {
            var frame = await source.NextAsync(Token);
            Assert.Equal(picture, frame.Jpeg.ToArray());
            Assert.True(before is null || (frame.At >= before.At && frame.Sequence > before.Sequence));
            before = frame;
        }
    }

    [Fact]
    public async Task A_frame_does_not_change_when_the_next_ones_come()
    {
        await using var source = await OpenAsync();
        var first = await source.NextAsync(Token);
        for (var i = 1; i < Feed.Pictures.Length; i++)
        {
            await source.NextAsync(Token);
        }

        Assert.Equal(Feed.Pictures[0], first.Jpeg.ToArray());
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_before_it_begins_gives_nothing_and_loses_nothing()
    {
        await using var source = await OpenAsync();
        await source.NextAsync(Token);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        try
        {
            // What is there already may be handed out.
            Assert.Equal(Feed.Pictures[1], (await source.NextAsync(cancelled.Token)).Jpeg.ToArray());
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(Feed.Pictures[1], (await source.NextAsync(Token)).Jpeg.ToArray());
        }
    }

    [Fact]
    public async Task Disposing_does_not_hang_and_may_come_twice()
    {
        var source = await OpenAsync();
        await source.NextAsync(Token);
        await source.DisposeAsync().AsTask().WaitAsync(Soon, Token);
        await source.DisposeAsync().AsTask().WaitAsync(Soon, Token);
    }

    [Fact]
    public async Task One_that_was_never_read_can_be_disposed_of()
    {
        var source = await OpenAsync();
        await source.DisposeAsync().AsTask().WaitAsync(Soon, Token);
    }

    /// <summary>Opens a source that plays the feed's pictures in order.</summary>
    private protected abstract ValueTask<IFrameSource> OpenAsync();
}
