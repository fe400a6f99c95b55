using Microsoft.Extensions.Logging;

namespace StationAgent.Telemetry.Outbox;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Store '{File}' open: epoch {Epoch}, last number {Last}, {Pending} pending, {SetAside} set aside.")]
    public static partial void Opened(ILogger logger, string file, string epoch, long last, long pending, long setAside);

    [LoggerMessage(2002, LogLevel.Error, "Storing failed: {Reason}")]
    public static partial void StorageFailed(ILogger logger, string reason, Exception exception);

    [LoggerMessage(2003, LogLevel.Warning, "Store '{File}' works again; {Found} events of a failed commit were found on disk.")]
    public static partial void StorageBack(ILogger logger, string file, int found);

    [LoggerMessage(2004, LogLevel.Warning, "Store '{File}': {Count} altered marks or values were dropped; events may be sent a second time.")]
    public static partial void MarksDropped(ILogger logger, string file, int count);

    [LoggerMessage(2005, LogLevel.Error, "Set aside: {Detail}.")]
    public static partial void Damaged(ILogger logger, string detail);

    [LoggerMessage(2006, LogLevel.Error, "Lost: {Detail}")]
    public static partial void Evicted(ILogger logger, string detail);

    [LoggerMessage(2007, LogLevel.Error, "Store '{File}': the disk has no room; nothing new is stored, deliveries are still recorded.")]
    public static partial void MarksOnly(ILogger logger, string file);

    [LoggerMessage(2010, LogLevel.Critical, "{Detail}")]
    public static partial void Replaced(ILogger logger, string detail);
}
