using System.IO.Pipes;
using StationAgent.Cli.Output;
using Xunit;

namespace StationAgent.Tests.Cli.Output;

public sealed class StandardOutputTests
{
    [Fact]
    public async Task A_full_disk_ends_the_command_with_its_reason()
    {
        using var output = new StandardOutput(File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write));
        await using var writer = new StreamWriter(output, leaveOpen: true) { AutoFlush = true };
        var lost = Assert.Throws<OutputLostException>(() => writer.WriteLine("a line"));
        Assert.Contains("No space left on device", lost.Message, StringComparison.Ordinal);
        Assert.False(output.IsClosedPipe);
        await CancelledAsync(output.Lost);

        // Later writes fail too: a loop that catches its errors must not go on for hours.
        Assert.Throws<OutputLostException>(() => output.Write("more"u8));
    }

    [Fact]
    public async Task A_pipe_whose_reader_has_gone_ends_the_command()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var output = new StandardOutput(pipe.SafePipeHandle);
        pipe.DisposeLocalCopyOfClientHandle();
        Assert.Throws<OutputLostException>(() => output.Write("a line\n"u8));
        Assert.True(output.IsClosedPipe);
        await CancelledAsync(output.Lost);
    }

    [Fact]
    public void What_is_written_arrives()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        using (var output = new StandardOutput(pipe.ClientSafePipeHandle))
        {
            output.Write("one\ntwo\n"u8);
            Assert.Equal(0, output.Error);
        }

        using var reader = new StreamReader(pipe);
        Assert.Equal("one", reader.ReadLine());
        Assert.Equal("two", reader.ReadLine());
    }

    private static async Task CancelledAsync(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(cancelled.SetResult);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
