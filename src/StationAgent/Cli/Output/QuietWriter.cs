using System.Text;

namespace StationAgent.Cli.Output;

/// <summary>Writes to another writer and drops what that one cannot write, so that a failure that is reported never becomes another one.</summary>
/// <param name="inner">The other writer.</param>
internal sealed class QuietWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(value, static (writer, one) => writer.Write(one));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(value, static (writer, text) => writer.Write(text));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) =>
        Try(buffer.AsMemory(index, count), static (writer, text) => writer.Write(text.Span));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(value, static (writer, text) => writer.WriteLine(text));

    /// <inheritdoc/>
    public override void Flush() => Try(0, static (writer, _) => writer.Flush());

    private void Try<T>(T value, Action<TextWriter, T> write)
    {
        try
        {
            write(inner, value);
        }
        catch (Exception lost) when (lost is IOException or UnauthorizedAccessException)
        {
            // .NET reports a descriptor that is closed or only readable as a missing permission.
        }
    }
}
