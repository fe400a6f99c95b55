using Microsoft.Win32.SafeHandles;

namespace StationAgent.Benchmarks.Store;

/// <summary>
/// The book of what was called durable: byte n is 1 once event n is. Written without a sync, so it outlives the process but not the machine;
/// for simulated power cuts it lies on another disk than the store.
/// </summary>
internal sealed class AckFile(string path) : IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);

    /// <summary>Notes an event. May be called from several threads.</summary>
    public void Acknowledge(long id) => RandomAccess.Write(_file, [1], id);

    public void Dispose() => _file.Dispose();
}
