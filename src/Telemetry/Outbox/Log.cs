using Microsoft.Extensions.Logging;

namespace StationAgent.Telemetry.Outbox;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "The store '{File}' is open: epoch {Epoch}, last number {Last}, {Pending} events pending, {SetAside} set aside.")]
    public static partial void Opened(ILogger logger, string file, string epoch, long last, long pending, long setAside);

    [LoggerMessage(2002, LogLevel.Error, "Writing to the outbox failed: {Reason}")]
    public static partial void StorageFailed(ILogger logger, string reason, Exception exception);

    [LoggerMessage(2003, LogLevel.Warning, "The store '{File}' can be written again; {Found} events of a failed commit were found on disk.")]
    public static partial void StorageBack(ILogger logger, string file, int found);

    [LoggerMessage(2004, LogLevel.Warning, "The store '{File}' had {Count} altered marks or values, which were dropped; events may be sent a second time.")]
    public static partial void MarksDropped(ILogger logger, string file, int count);

    [LoggerMessage(2005, LogLevel.Error, "A damaged event was set aside: {Detail}.")]
    public static partial void Damaged(ILogger logger, string detail);

    [LoggerMessage(2006, LogLevel.Error, "Undelivered events were lost: {Detail}")]
    public static partial void Evicted(ILogger logger, string detail);

    [LoggerMessage(2007, LogLevel.Error, "The disk of the store '{File}' is full: new events are refused, deliveries are still recorded.")]
    public static partial void MarksOnly(ILogger logger, string file);

    [LoggerMessage(2008, LogLevel.Critical, "{Detail} Began the store epoch {Epoch}; {Moved} events that had not been sent got new ids.")]
    public static partial void EpochBegun(ILogger logger, string detail, string epoch, long moved);

    [LoggerMessage(2010, LogLevel.Critical, "{Detail}")]
    public static partial void Replaced(ILogger logger, string detail);
}
