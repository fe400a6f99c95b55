using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using StationAgent.Native;
using StationAgent.Telemetry.Outbox.Salvage;

namespace StationAgent.Telemetry.Outbox.Files;

/// <summary>Tells a store that is not there from one that this user may not see or read.</summary>
internal static class StoreAccess
{
    // https://www.sqlite.org/rescode.html
    private const int Permission = 3;
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;

    /// <summary>Makes sure that there is a store.</summary>
    /// <exception cref="OutboxException">There is none, or this user may not see whether there is one.</exception>
    public static void Require(string folder, string file)
    {
        try
        {
            // Not File.Exists: of a file that this user may not see, it says that there is none.
            _ = File.GetAttributes(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new OutboxException(OutboxFailure.Missing, Missing(folder, file), exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw NotAllowed(folder, exception);
        }
        catch (IOException exception)
        {
            throw FileFailures.Explain(exception, file);
        }
    }

    /// <summary>Explains a failure of SQLite by what this user may do; null when that is not the cause.</summary>
    public static OutboxException? Explain(SqliteException exception, string folder, string file) =>
        // SQLite reads the store only where it may also write the index of its log.
        exception.SqliteErrorCode is Permission or ReadOnly or CannotOpen && (IsDenied(file, AccessModes.Read) || IsDenied(folder, AccessModes.Write))
            ? NotAllowed(folder, new UnauthorizedAccessException(folder, exception))
            : null;

    private static bool IsDenied(string path, int mode) => LibC.Access(path, mode) != 0 && Marshal.GetLastPInvokeError() == Errno.AccessDenied;

    private static string Missing(string folder, string file) =>
        File.Exists(folder) ? $"'{folder}' is a file; the data folder must be a folder."
        : File.Exists(new Quarantine(folder).Next) ? $"The store '{file}' was damaged and is just being replaced; try again in a moment."
        : $"There is no store at '{file}'.";

    private static OutboxException NotAllowed(string folder, UnauthorizedAccessException exception) => new(
        OutboxFailure.NotAllowed, $"The store in the data folder '{folder}' cannot be read: this user has no permission.", exception);
}
