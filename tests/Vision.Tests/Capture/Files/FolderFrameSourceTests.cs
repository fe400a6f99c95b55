using Microsoft.Extensions.Time.Testing;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.Files;
using StationAgent.Vision.Imaging;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.Files;

public sealed class FolderFrameSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plays_the_JPEG_files_in_the_order_of_their_names_in_a_loop()
    {
        Write("b.JPEG", 2);
        Write("a.jpg", 1);
        Write("notes.txt", 9);
        await using var source = Open(new FolderFrameSourceOptions { Rate = 2 });

        var frames = new List<Frame>();
        for (var i = 0; i < 3; i++)
        {
            var next = source.NextAsync(Token).AsTask();
            if (i > 0)
            {
                Assert.False(next.IsCompleted);
                _time.Advance(TimeSpan.FromSeconds(0.5));
            }

            frames.Add(await next);
        }

        Assert.Equal([1, 2, 1], frames.Select(frame => (int)frame.Jpeg.Span[0]));
        Assert.Equal([0L, 1, 2], frames.Select(frame => frame.Sequence));
        Assert.Equal(TimeSpan.FromSeconds(1), frames[2].At - frames[0].At);
    }

    [Fact]
    public async Task Without_a_loop_the_source_is_lost_after_the_last_frame()
    {
        Write("a.jpg", 1);
        await using var source = Open(new FolderFrameSourceOptions { Loop = false });
        await source.NextAsync(Token);

        var problem = await Assert.ThrowsAsync<FrameSourceException>(async () => await source.NextAsync(Token));

        Assert.Contains("All 1 frames", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_disappeared_is_named()
    {
        Write("a.jpg", 1);
        await using var source = Open(new FolderFrameSourceOptions());
        File.Delete(Path.Combine(_folder.Path, "a.jpg"));

        var problem = await Assert.ThrowsAsync<FrameSourceException>(async () => await source.NextAsync(Token));

        Assert.Contains("a.jpg", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused()
    {
        using (var file = File.Create(Path.Combine(_folder.Path, "a.jpg")))
        {
            file.SetLength(PictureLimits.MaximumBytes + 1);
        }

        await using var source = Open(new FolderFrameSourceOptions());

        await Assert.ThrowsAsync<FrameSourceException>(async () => await source.NextAsync(Token));
    }

    [Fact]
    public void A_folder_that_is_missing_or_empty_is_refused()
    {
        Assert.Contains("no .jpg", Assert.Throws<FrameSourceException>(() => Open(new())).Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", Assert.Throws<FrameSourceException>(() => FolderFrameSource.Open(_folder.Path + "x", new(), _time)).Message, StringComparison.Ordinal);
        var file = typeof(FolderFrameSource).Assembly.Location;
        Assert.Contains("it is a file, not a folder", Assert.Throws<FrameSourceException>(() => FolderFrameSource.Open(file, new(), _time)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_a_frame_can_be_cancelled()
    {
        Write("a.jpg", 1);
        await using var source = Open(new FolderFrameSourceOptions());
        await source.NextAsync(Token);
        using var cancel = new CancellationTokenSource();

        var next = source.NextAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private FolderFrameSource Open(FolderFrameSourceOptions options) => FolderFrameSource.Open(_folder.Path, options, _time);

    private void Write(string name, byte content) => File.WriteAllBytes(Path.Combine(_folder.Path, name), [content]);
}
