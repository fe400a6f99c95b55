using System.Globalization;
using StationAgent.Failures;

namespace StationAgent.Vision.Capture.Files;

/// <summary>
/// Plays a recording with the times at which its frames were taken: a folder with JPEG files and an <c>index.tsv</c>, one frame a line, the file's
/// name, a tab, and milliseconds since any starting point, which never decrease. The index is read when it is opened, the files one by one as they are played.
/// </summary>
public sealed class RecordedFrameSource : IFrameSource
{
    /// <summary>The index's name inside the folder.</summary>
    public const string IndexName = "index.tsv";

    private const int MaxIndexBytes = 16 << 20;
    private const long MaxMilliseconds = 366L * 24 * 3600 * 1000;

    private readonly List<Entry> _entries;
    private readonly RecordedFrameSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly TimeSpan _start;
    private readonly TimeSpan _length;
    private long _next;

    private RecordedFrameSource(string folder, List<Entry> entries, RecordedFrameSourceOptions options, TimeProvider time)
    {
        (Name, _entries, _options, _time) = (folder, entries, options, time);
        _start = FrameClock.Since(time);

        // The pause between the last frame and the first is the mean pause between two frames; a single frame is played once a second.
        var span = entries[^1].At - entries[0].At;
        _length = span + (span > TimeSpan.Zero ? span / (entries.Count - 1) : TimeSpan.FromSeconds(1));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens a recording.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How it is played.</param>
    /// <param name="time">Paces the frames; its timestamps, counted from zero, are the frames' times.</param>
    /// <exception cref="FrameSourceException">The index is missing, unreadable, empty or wrong; the message names the line.</exception>
    public static RecordedFrameSource Open(string folder, RecordedFrameSourceOptions options, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var entries = ReadIndex(folder);
        return entries.Count > 0
            ? new RecordedFrameSource(folder, entries, options, time)
            : throw new FrameSourceException($"The recording {folder} has no frames: its {IndexName} is empty.");
    }

    /// <inheritdoc/>
    public async ValueTask<Frame> NextAsync(CancellationToken cancellationToken)
    {
        var sequence = _next;
        if (sequence >= _entries.Count && !_options.Loop)
        {
            throw new FrameSourceException($"All {_entries.Count} frames of {Name} were played.");
        }

        var (round, index) = Math.DivRem(sequence, _entries.Count);
        var entry = _entries[(int)index];
        var due = _start + (_length * round) + (entry.At - _entries[0].At);
        var wait = due - FrameClock.Since(_time);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _time, cancellationToken);
        }

        var jpeg = await FrameFile.ReadAsync(entry.Path, cancellationToken);
        _next++;
        return new Frame(jpeg, FrameClock.Since(_time), sequence);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static List<Entry> ReadIndex(string folder)
    {
        var path = Path.Combine(folder, IndexName);
        try
        {
            if (new FileInfo(path) is { Length: > MaxIndexBytes } large)
            {
                throw new FrameSourceException($"The index {path} has {large.Length} bytes; at most {MaxIndexBytes} are read.");
            }

            var entries = new List<Entry>();
            foreach (var line in File.ReadLines(path))
            {
                entries.Add(Parse(folder, line, entries.Count + 1, entries.Count > 0 ? entries[^1].At : TimeSpan.Zero));
            }

            return entries;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FrameSourceException($"The recording's index {path} cannot be read: {FileProblem.OfFile(path, problem)}", problem);
        }
    }

    private static Entry Parse(string folder, string line, int number, TimeSpan before)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        if (tab <= 0
            || !long.TryParse(line.AsSpan(tab + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > MaxMilliseconds)
        {
            throw new FrameSourceException(
                $"{Path.Combine(folder, IndexName)}:{number} is '{line}'; the name of a file, a tab and whole milliseconds are expected.");
        }

        var name = line[..tab];
        if (Path.GetFileName(name) != name)
        {
            throw new FrameSourceException($"{Path.Combine(folder, IndexName)}:{number} names '{name}'; a file of the folder itself is expected.");
        }

        var at = TimeSpan.FromMilliseconds(milliseconds);
        return at >= before
            ? new Entry(Path.Combine(folder, name), at)
            : throw new FrameSourceException($"{Path.Combine(folder, IndexName)}:{number} runs backwards: {milliseconds} ms comes after a later frame.");
    }

    private readonly record struct Entry(string Path, TimeSpan At);
}
