using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using StationAgent.Failures;

namespace StationAgent.Hosting;

/// <summary>
/// Writes each message as one line that begins with its priority, as the journal reads it: <c>&lt;4&gt;StationAgent.Part[17] text</c>. Whatever a message
/// repeats, it cannot begin another line, choose another priority or control the terminal of the person who reads it.
/// </summary>
internal sealed class JournalFormatter() : ConsoleFormatter(FormatterName)
{
    /// <summary>The name by which it is chosen.</summary>
    public const string FormatterName = "journal";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Exception is { } exception)
        {
            message = $"{message} {exception}";
        }

        textWriter.Write($"<{PriorityOf(logEntry.LogLevel)}>{logEntry.Category}[{logEntry.EventId.Id}] {OutsideText.OneLine(message.ReplaceLineEndings(" "))}");
        textWriter.Write(Environment.NewLine);
    }

    // The levels of syslog(3), as sd-daemon(3) writes them.
    private static int PriorityOf(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => 7,
        LogLevel.Information => 6,
        LogLevel.Warning => 4,
        LogLevel.Error => 3,
        _ => 2,
    };
}
