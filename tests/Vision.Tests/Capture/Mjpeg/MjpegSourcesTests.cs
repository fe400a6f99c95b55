using StationAgent.Testing;
using StationAgent.Vision.Capture.Mjpeg;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.Mjpeg;

/// <summary>The streams that cameras and servers send, each from its file; docs/cameras.md lists them.</summary>
public sealed class MjpegSourcesTests
{
    private readonly byte[][] _pictures = TestJpegs.Real(3);

    public static TheoryData<string> Names { get; } = [.. GoldenStream.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Its_pictures_are_read(string name)
    {
        var golden = GoldenStream.Read(name);
        await using var server = new CameraServer((_, stream, cancellationToken) => golden.WriteAsync(stream, _pictures, cancellationToken));
        await using var source = MjpegFrameSource.Open(new MjpegFrameSourceOptions(server.Address()) { Rate = 1e7 }, TimeProvider.System);

        foreach (var picture in _pictures)
        {
            Assert.Equal(golden.Expected(picture), (await source.NextAsync(TestContext.Current.CancellationToken)).Jpeg.ToArray());
        }
    }

    [Fact]
    public void Each_is_named_in_the_documentation()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "cameras.md"));
        Assert.All(GoldenStream.Names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }
}
