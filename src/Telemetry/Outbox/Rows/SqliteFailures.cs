using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>Explains in plain words what SQLite reported.</summary>
internal static class SqliteFailures
{
    // https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int TableLocked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int TooBig = 18;
    private const int Format = 24;
    private const int Error = 1;
    private const int ShortRead = 522;

    /// <summary>True when the content of the file is damaged and not the disk.</summary>
    public static bool IsDamage(SqliteException exception) => exception.SqliteErrorCode is Corrupt or NotADatabase or TooBig or Format
        || exception.SqliteExtendedErrorCode == ShortRead;

    /// <summary>
    /// True when a file that is known to be altered may be the cause: its header can make SQLite refuse it as unsupported or read-only.
    /// </summary>
    public static bool IsConfused(SqliteException exception) => exception.SqliteErrorCode is Error or ReadOnly;

    /// <summary>True when a write found no room. SQLite reports this only for writes: a sync that finds no room is an I/O error.</summary>
    public static bool IsFull(SqliteException exception) => exception.SqliteErrorCode == Full;

    /// <summary>True when a full disk may be the cause of the error.</summary>
    public static bool MayBeFull(SqliteException exception) => exception.SqliteErrorCode is Full or InputOutput or CannotOpen;

    public static OutboxException ExplainFull(SqliteException exception, string path) => new(
        OutboxFailure.Full, $"The disk that holds the store '{path}' is full.", exception);

    public static OutboxException Explain(SqliteException exception, string path) =>
        exception.SqliteErrorCode switch
        {
            _ when exception.SqliteExtendedErrorCode == ShortRead => new OutboxException(
                OutboxFailure.Corrupt, $"The store '{path}' is damaged: the file has been cut short.", exception),
            Busy or TableLocked => new OutboxException(
                OutboxFailure.Locked, $"The store '{path}' is locked by another program.", exception),
            ReadOnly => new OutboxException(
                OutboxFailure.ReadOnly, $"The store '{path}' cannot be written: it or its file system is read-only.", exception),
            Corrupt or TooBig or Format => new OutboxException(
                OutboxFailure.Corrupt, $"The store '{path}' is damaged: {exception.Message}", exception),
            NotADatabase => new OutboxException(
                OutboxFailure.Corrupt, $"'{path}' is not a store of this program; move the file away to start a new one.", exception),
            Full => ExplainFull(exception, path),
            _ => new OutboxException(
                OutboxFailure.InputOutput,
                $"The disk that holds the store '{path}' failed (SQLite error {exception.SqliteErrorCode}/{exception.SqliteExtendedErrorCode}).",
                exception),
        };
}
