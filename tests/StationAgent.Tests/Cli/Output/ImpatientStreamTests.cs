using System.IO.Pipes;
using System.Text;
using StationAgent.Cli.Output;
using Xunit;

namespace StationAgent.Tests.Cli.Output;

public sealed class ImpatientStreamTests
{
    [Fact]
    public void What_a_stuck_reader_does_not_take_is_dropped_and_later_lines_come_through()
    {
        using var reader = new AnonymousPipeServerStream(PipeDirection.In);
        using var writer = ImpatientStream.WriterOf(reader.ClientSafePipeHandle);
        writer.WriteLine("first");

        // Far more than a pipe holds: a stream that waits would never come back here.
        for (var i = 0; i < 100; i++)
        {
            writer.Write(new string('x', 10_000));
        }

        var buffer = new byte[1 << 20];
        var length = reader.Read(buffer);
        while (buffer[length - 1] == 'x' && length < 60_000)
        {
            length += reader.Read(buffer, length, buffer.Length - length);
        }

        Assert.StartsWith("first" + Environment.NewLine + "xxx", Encoding.UTF8.GetString(buffer, 0, length), StringComparison.Ordinal);
        writer.WriteLine("last");
        writer.Flush();
        Assert.EndsWith("last" + Environment.NewLine, ReadUpTo(reader, '\n'), StringComparison.Ordinal);
    }

    private static string ReadUpTo(Stream stream, char end)
    {
        var text = new StringBuilder();
        do
        {
            text.Append((char)stream.ReadByte());
        }
        while (text[^1] != end);

        return text.ToString();
    }
}
