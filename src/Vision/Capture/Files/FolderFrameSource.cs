using StationAgent.Failures;

namespace StationAgent.Vision.Capture.Files;

/// <summary>
/// Plays the JPEG files (<c>.jpg</c>, <c>.jpeg</c>) of a folder in the ordinal order of their names: a recording in place of a camera. The folder is
/// read when it is opened; the files are read one by one as they are played and are not decoded.
/// </summary>
public sealed class FolderFrameSource : IFrameSource
{
    private readonly string[] _files;
    private readonly FolderFrameSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly TimeSpan _start;
    private long _next;

    private FolderFrameSource(string folder, string[] files, FolderFrameSourceOptions options, TimeProvider time)
    {
        (Name, _files, _options, _time) = (folder, files, options, time);
        _start = FrameClock.Since(time);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How it is played.</param>
    /// <param name="time">Paces the frames; its timestamps, counted from zero, are the frames' times.</param>
    /// <exception cref="FrameSourceException">The folder is missing, unreadable or holds no JPEG file.</exception>
    public static FolderFrameSource Open(string folder, FolderFrameSourceOptions options, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);

        string[] files;
        try
        {
            files = [.. Directory.EnumerateFiles(folder).Where(IsJpeg).Order(StringComparer.Ordinal)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FrameSourceException($"The folder of frames {folder} cannot be read: {FileProblem.OfFolder(folder, problem)}", problem);
        }

        return files.Length > 0
            ? new FolderFrameSource(folder, files, options, time)
            : throw new FrameSourceException($"The folder of frames {folder} holds no .jpg or .jpeg file.");
    }

    /// <inheritdoc/>
    public async ValueTask<Frame> NextAsync(CancellationToken cancellationToken)
    {
        var sequence = _next;
        if (sequence >= _files.Length && !_options.Loop)
        {
            throw new FrameSourceException($"All {_files.Length} frames of {Name} were played.");
        }

        // Counted from the start and not from the frame before, so that the time for reading does not add up.
        var wait = TimeSpan.FromSeconds(sequence / _options.Rate) - (FrameClock.Since(_time) - _start);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _time, cancellationToken);
        }

        var jpeg = await FrameFile.ReadAsync(_files[sequence % _files.Length], cancellationToken);
        _next++;
        return new Frame(jpeg, FrameClock.Since(_time), sequence);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsJpeg(string path) =>
        Path.GetExtension(path) is var extension
        && (extension.Equals(".jpg", StringComparison.OrdinalIgnoreCase) || extension.Equals(".jpeg", StringComparison.OrdinalIgnoreCase));
}
