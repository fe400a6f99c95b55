using Microsoft.Extensions.Logging;

namespace StationAgent.Station;

internal static partial class Log
{
    [LoggerMessage(1005, LogLevel.Error, "Nothing can be stored: {Why}")]
    public static partial void StorageLost(ILogger logger, string why);

    [LoggerMessage(1006, LogLevel.Information, "Storage works again: a test write was synced to disk.")]
    public static partial void StorageBack(ILogger logger);

    [LoggerMessage(1007, LogLevel.Warning, "Alarm {Cause}: {Detail}")]
    public static partial void Alarm(ILogger logger, string cause, string detail);

    [LoggerMessage(1008, LogLevel.Error, "Alarm {Cause} could not be stored: {Why}")]
    public static partial void AlarmNotStored(ILogger logger, string cause, string why);

    [LoggerMessage(1009, LogLevel.Warning, "Could not record that the withdrawal window of {EventId} ended: {Why}")]
    public static partial void WindowEndNotRecorded(ILogger logger, string eventId, string why);

    [LoggerMessage(1010, LogLevel.Warning, "Drop-off {EventId} was accepted before the restart, and its withdrawal window was not watched to the end.")]
    public static partial void Unsettled(ILogger logger, string eventId);
}
