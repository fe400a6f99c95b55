using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace StationAgent.Hosting;

/// <summary>The log of the service: lines for the journal on the standard output.</summary>
internal static class ServiceLog
{
    /// <summary>
    /// How many lines may wait for a reader, about 1 MB at most. When nobody reads (the journal stalls, a pipe is full), further lines are dropped, and a line
    /// says how many: a log that waits would stop whoever writes to it, up to the station.
    /// </summary>
    public const int MaximumWaiting = 1_000;

    /// <summary>Adds the log.</summary>
    public static ILoggingBuilder AddServiceLog(this ILoggingBuilder builder, LoggingOptions options)
    {
        builder.SetMinimumLevel(options.Level).AddConsole(static console =>
        {
            console.FormatterName = JournalFormatter.FormatterName;
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
            console.MaxQueueLength = MaximumWaiting;
        });
        builder.Services.AddSingleton<ConsoleFormatter, JournalFormatter>();
        return builder;
    }
}
