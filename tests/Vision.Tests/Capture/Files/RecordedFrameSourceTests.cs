using Microsoft.Extensions.Time.Testing;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.Files;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.Files;

public sealed class RecordedFrameSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Frames_come_when_they_were_taken_and_again_after_the_last()
    {
        Write("a.jpg\t5000\nb.jpg\t5100\nc.jpg\t5900\n");
        await using var source = RecordedFrameSource.Open(_folder.Path, new RecordedFrameSourceOptions(), _time);

        Assert.Equal('a', await NextAsync(source, 0));
        Assert.Equal('b', await NextAsync(source, 100));
        Assert.Equal('c', await NextAsync(source, 800));
        Assert.Equal('a', await NextAsync(source, 450));
        Assert.Equal('b', await NextAsync(source, 100));
    }

    [Fact]
    public async Task Without_a_loop_the_source_is_lost_after_the_last_frame()
    {
        Write("a.jpg\t0\n");
        await using var source = RecordedFrameSource.Open(_folder.Path, new RecordedFrameSourceOptions { Loop = false }, _time);
        await source.NextAsync(Token);

        Assert.Contains(
            "All 1 frames",
            (await Assert.ThrowsAsync<FrameSourceException>(async () => await source.NextAsync(Token))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a.jpg\t0\na.jpg 7\n", "index.tsv:2 is 'a.jpg 7'")]
    [InlineData("a.jpg\t-5\n", "index.tsv:1")]
    [InlineData("a.jpg\t99999999999999\n", "index.tsv:1")]
    [InlineData("a.jpg\t9\nb.jpg\t8\n", "index.tsv:2 runs backwards")]
    [InlineData("../a.jpg\t9\n", "a file of the folder itself")]
    public void An_index_that_is_wrong_is_refused_with_the_line(string index, string message)
    {
        Write(index);

        Assert.Contains(
            message,
            Assert.Throws<FrameSourceException>(() => RecordedFrameSource.Open(_folder.Path, new RecordedFrameSourceOptions(), _time)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_an_index_is_refused() =>
        Assert.Contains(
            "index.tsv cannot be read",
            Assert.Throws<FrameSourceException>(() => RecordedFrameSource.Open(_folder.Path, new RecordedFrameSourceOptions(), _time)).Message,
            StringComparison.Ordinal);

    private void Write(string index)
    {
        foreach (var name in "abc")
        {
            File.WriteAllBytes(Path.Combine(_folder.Path, $"{name}.jpg"), [(byte)name]);
        }

        File.WriteAllText(Path.Combine(_folder.Path, RecordedFrameSource.IndexName), index);
    }

    private async Task<char> NextAsync(RecordedFrameSource source, int milliseconds)
    {
        var next = source.NextAsync(Token).AsTask();
        if (milliseconds > 0)
        {
            _time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
            Assert.False(next.IsCompleted);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        return (char)(await next).Jpeg.Span[0];
    }
}
