using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>
/// A small file beside the store that says which numbers were given. It is written after each commit and never synced, so it costs nothing
/// and may lag behind after a power cut, but never runs ahead: a store that knows less than its note has lost synced events. SQLite itself
/// cannot tell, because it takes a damaged end of its log for one that was never written.
/// </summary>
internal sealed class StoreNote(string folder) : IDisposable
{
    public const string FileName = "outbox.note";

    // Said twice, in two sectors of one block of the disk; room for the newest epochs, of which there is one for each loss of a store.
    private const int Bytes = 512;
    private const int Copies = 2;
    private const int MaximumEpochs = 8;
    private const string Heading = "saox 1";

    private readonly byte[] _block = new byte[Bytes * Copies];
    private SafeFileHandle? _file;

    /// <summary>Null when there is none, or it was altered.</summary>
    public static NotedFigures? Read(string folder)
    {
        try
        {
            using var file = File.OpenHandle(Path.Combine(folder, FileName));
            var block = new byte[Bytes * Copies];
            var text = Encoding.Latin1.GetString(block, 0, RandomAccess.Read(file, block, 0)).PadRight(Bytes * Copies);
            return Parse(text[..Bytes]) ?? Parse(text[Bytes..]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Says it; a note that cannot be written is none, which loses nothing but the proof.</summary>
    public void Write(Epochs epochs, long last, long session)
    {
        try
        {
            _file ??= File.OpenHandle(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
            var text = _block.AsSpan(0, Bytes);
            text.Fill((byte)' ');
            var length = WriteBody(text, epochs, last, session);
            Utf8.TryWrite(text[length..], CultureInfo.InvariantCulture, $"seal {Seal.OfPair(Heading, text[..length]):x16}\n", out _);
            text.CopyTo(_block.AsSpan(Bytes));
            RandomAccess.Write(_file, _block, 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    // Written after every commit: no text is made on the way.
    private static int WriteBody(Span<byte> into, Epochs epochs, long last, long session)
    {
        Utf8.TryWrite(into, CultureInfo.InvariantCulture, $"{Heading}\nlast {last}\nsession {session}\n", out var length);
        for (var i = Math.Max(0, epochs.All.Count - MaximumEpochs); i < epochs.All.Count; i++)
        {
            Utf8.TryWrite(into[length..], CultureInfo.InvariantCulture, $"epoch {epochs.All[i].First} {epochs.All[i].Name}\n", out var written);
            length += written;
        }

        return length;
    }

    private static string SealOf(string body) => $"seal {Seal.OfPair(Heading, body):x16}";

    private static NotedFigures? Parse(string text)
    {
        var lines = text.TrimEnd(' ', '\n').Split('\n');
        if (lines.Length < 5 || lines[0] != Heading || lines[^1] != SealOf(string.Join('\n', lines[..^1]) + "\n"))
        {
            return null;
        }

        var epochs = new List<EpochStart>();
        foreach (var line in lines.AsSpan(3, lines.Length - 4))
        {
            var words = line.Split(' ');
            epochs.Add(new EpochStart(Number(words[1]), words[2]));
        }

        return new NotedFigures(Number(lines[1]["last ".Length..]), Number(lines[2]["session ".Length..]), new Epochs(epochs));
    }

    // What was sealed is well formed.
    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
