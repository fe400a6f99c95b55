using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>
/// A small file beside the store that records which numbers were given. It is written after each commit and never synced, so it costs nothing.
/// After a power cut it may be behind the store, but it is never ahead of it: a store that ends before its note has lost synced events. SQLite
/// itself cannot detect that, because it takes a damaged end of its WAL for one that was never written.
/// </summary>
internal sealed class StoreNote(string folder) : IDisposable
{
    public const string FileName = "outbox.note";

    // Written twice, into two sectors of one block of the disk. Has room for the newest epochs; each loss of a store begins a new one.
    private const int Bytes = 512;
    private const int Copies = 2;
    private const int MaximumEpochs = 8;
    private const string Heading = "saox 1";

    private readonly byte[] _block = new byte[Bytes * Copies];
    private SafeFileHandle? _file;

    /// <summary>Reads the note of a folder; null when there is none, or it was altered.</summary>
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

    /// <summary>Writes the note. When that fails, only the proof that nothing was lost is missing.</summary>
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

    // Written after every commit, so without allocating strings.
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

        var epochs = new List<Epoch>();
        foreach (var line in lines.AsSpan(3, lines.Length - 4))
        {
            var words = line.Split(' ');
            epochs.Add(new Epoch(Number(words[1]), words[2]));
        }

        return new NotedFigures(Number(lines[1]["last ".Length..]), Number(lines[2]["session ".Length..]), new Epochs(epochs));
    }

    // The seal was correct, so the text is well formed.
    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
