using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using StationAgent.Benchmarks.Reports;

namespace StationAgent.Benchmarks.Store;

/// <summary>
/// The floor of a durable store: records appended to one plain file, then fdatasync. It keeps no order, no checksum and no state. .NET's own
/// flush is an fsync, which costs more, so the system is called directly.
/// </summary>
internal sealed partial class SyncedFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly byte[] _group;
    private readonly int _batch;
    private long _length;
    private long _number;

    /// <param name="directory">Where the file lies while it is used.</param>
    /// <param name="batch">How many records are written before each sync.</param>
    public SyncedFile(string directory, int batch)
    {
        Directory.CreateDirectory(directory);
        _batch = batch;
        _group = new byte[batch * Payload.Length];
        _path = Path.Combine(directory, "floor.bin");
        _file = File.OpenHandle(_path, FileMode.Create, FileAccess.Write);
    }

    /// <summary>Appends so many records.</summary>
    /// <param name="count">How many.</param>
    /// <param name="durations">Receives how long each record took to be on disk; null for none.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>Wall time in seconds.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public double Run(int count, Durations? durations, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var left = count; left > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            var records = Math.Min(left, _batch);
            for (var i = 0; i < records; i++)
            {
                Payload.Fill(_group.AsSpan(i * Payload.Length, Payload.Length), _number++);
            }

            var bytes = records * Payload.Length;
            RandomAccess.Write(_file, _group.AsSpan(0, bytes), _length);
            _length += bytes;
            if (FDataSync(_file) != 0)
            {
                throw new IOException($"{_path}: fdatasync failed with error {Marshal.GetLastPInvokeError()}");
            }

            left -= records;
            for (var i = 0; i < records && durations is not null; i++)
            {
                durations.AddSince(started);
            }
        }

        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_path);
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FDataSync(SafeFileHandle file);
}
