using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox;

/// <summary>Says in plain words what SQLite reported.</summary>
internal static class SqliteFailures
{
    // https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int TableLocked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int NotADatabase = 26;

    public static OutboxException Explain(SqliteException exception, string path) =>
        exception.SqliteErrorCode switch
        {
            Busy or TableLocked => new OutboxException(
                OutboxFailure.Locked, $"The store '{path}' is locked by another program.", exception),
            ReadOnly => new OutboxException(
                OutboxFailure.ReadOnly, $"The store '{path}' cannot be written: it or its file system is read-only.", exception),
            Corrupt => new OutboxException(
                OutboxFailure.Corrupt, $"The store '{path}' is damaged: {exception.Message}", exception),
            NotADatabase => new OutboxException(
                OutboxFailure.Corrupt, $"'{path}' is not a store of this program; move the file away to start a new one.", exception),
            Full => new OutboxException(
                OutboxFailure.Full, $"The disk that holds the store '{path}' is full.", exception),
            _ => new OutboxException(
                OutboxFailure.InputOutput,
                $"The disk that holds the store '{path}' failed (SQLite error {exception.SqliteErrorCode}/{exception.SqliteExtendedErrorCode}).",
                exception),
        };
}
