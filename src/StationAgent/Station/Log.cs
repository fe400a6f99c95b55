using Microsoft.Extensions.Logging;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;

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

    [LoggerMessage(1012, LogLevel.Information, "Maintenance started by {By} for {Why}; drop-offs are worth nothing until it ends.")]
    public static partial void MaintenanceStarted(ILogger logger, MaintenanceBy by, MaintenanceWhy why);

    [LoggerMessage(1013, LogLevel.Information, "Maintenance for {Why} ended by {By}.")]
    public static partial void MaintenanceEnded(ILogger logger, MaintenanceBy by, MaintenanceWhy why);

    [LoggerMessage(1014, LogLevel.Warning, "Maintenance could not be {Change}: {Why}. Trying again.")]
    public static partial void MaintenanceNotChanged(ILogger logger, MaintenanceChange change, string why);

    [LoggerMessage(1015, LogLevel.Warning, "The keys for staff cannot be read: {Why} Trying again.")]
    public static partial void KeysLost(ILogger logger, string why);

    [LoggerMessage(1016, LogLevel.Information, "The keys for staff can be read.")]
    public static partial void KeysBack(ILogger logger);

    [LoggerMessage(1017, LogLevel.Information, "Drop-off {EventId} was graded {Grade} by {By}.")]
    public static partial void Graded(ILogger logger, string eventId, Grade grade, GradedBy by);

    [LoggerMessage(1018, LogLevel.Information, "The key {Grade} graded no drop-off: {Why}.")]
    public static partial void NotGraded(ILogger logger, Grade grade, string why);

    [LoggerMessage(1010, LogLevel.Warning, "Drop-off {EventId} was accepted before the restart, and its withdrawal window was not watched to the end.")]
    public static partial void Unsettled(ILogger logger, string eventId);
}
