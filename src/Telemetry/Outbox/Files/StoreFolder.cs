using StationAgent.Failures;
using StationAgent.Native;

namespace StationAgent.Telemetry.Outbox.Files;

/// <summary>The folder of a store, held by one process at a time.</summary>
internal sealed class StoreFolder : IDisposable
{
    public const string FileName = "outbox.db";
    private const string LockName = "outbox.lock";

    // EROFS of <errno.h>, which .NET passes on as HResult.
    private const int ReadOnlyFileSystem = 30;

    private FileStream _lock;
    private FileIdentity? _lockIdentity;

    private StoreFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
        _lockIdentity = FileIdentity.Of(@lock.Name);
    }

    public string Path { get; }

    public string File => System.IO.Path.Combine(Path, FileName);

    /// <summary>Creates the folder if necessary and takes its lock, which the kernel releases however the process ends.</summary>
    /// <exception cref="OutboxException">Another process holds it, or it cannot be written.</exception>
    public static StoreFolder Take(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        return new StoreFolder(path, TakeLock(path));
    }

    /// <summary>Creates the folder and takes its lock again when it has been deleted or replaced.</summary>
    /// <exception cref="OutboxException">Another process holds it, or it cannot be written.</exception>
    public void Renew()
    {
        if (FileIdentity.Of(_lock.Name) != _lockIdentity)
        {
            var renewed = TakeLock(Path);
            _lock.Dispose();
            _lock = renewed;
            _lockIdentity = FileIdentity.Of(renewed.Name);
            Sync();
        }
    }

    /// <summary>Makes the entries of the folder and its own entry in the parent durable. SQLite does so only for its WAL.</summary>
    public void Sync()
    {
        DurableFolder.Sync(Path);
        if (System.IO.Path.GetDirectoryName(Path) is { } parent)
        {
            DurableFolder.Sync(parent);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream TakeLock(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else if (!Directory.Exists(path))
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new OutboxException(
                OutboxFailure.ReadOnly, $"The data folder '{path}' cannot be reached or created: this user has no permission.", exception);
        }
        catch (IOException exception)
        {
            throw new OutboxException(
                OutboxFailure.ReadOnly, $"The data folder '{path}' does not exist and cannot be created: {FileProblem.OfNew(path, exception)}.", exception);
        }

        var name = System.IO.Path.Combine(path, LockName);
        try
        {
            return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem })
        {
            throw new OutboxException(
                OutboxFailure.ReadOnly, $"The data folder '{path}' cannot be written by this user, or is on a read-only file system.", exception);
        }
        catch (IOException exception) when (IsHeldByAnother(exception))
        {
            throw new OutboxException(
                OutboxFailure.Locked, $"The store in '{path}' is in use by another running agent; only one may write to it.", exception);
        }
        catch (IOException exception)
        {
            throw new OutboxException(
                OutboxFailure.InputOutput, $"The data folder '{path}' cannot be used: {FileProblem.OfNew(name, exception)}.", exception);
        }
    }

    // .NET takes the lock by flock(2) and reports its EWOULDBLOCK, errno 11 on Linux, as HResult.
    private static bool IsHeldByAnother(IOException exception) => exception.HResult is 11 or unchecked((int)0x80070020);

    /// <summary>Gives a file a second name on the same file system; false where that is not possible.</summary>
    public static bool TryLink(string from, string to) => LibC.Link(from, to) == 0;
}
