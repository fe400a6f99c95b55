namespace StationAgent.Telemetry.Outbox.Files;

/// <summary>Explains in plain words why a file operation failed.</summary>
internal static class FileFailures
{
    // <errno.h>, which .NET passes on as HResult.
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaExceeded = 122;

    public static bool IsOne(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public static OutboxException Explain(Exception exception, string path) => new(
        exception switch
        {
            { HResult: NoSpace or QuotaExceeded } => OutboxFailure.Full,
            UnauthorizedAccessException or { HResult: ReadOnlyFileSystem } => OutboxFailure.ReadOnly,
            _ => OutboxFailure.InputOutput,
        },
        $"The files of the store '{path}' cannot be used: {exception.Message}",
        exception);
}
