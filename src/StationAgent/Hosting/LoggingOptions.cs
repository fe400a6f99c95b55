using Microsoft.Extensions.Logging;
using StationAgent.Configuration;

namespace StationAgent.Hosting;

/// <summary>The log: section <c>Logging</c>.</summary>
internal sealed record LoggingOptions
{
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>The keys of this section.</summary>
    public static OptionsSchema<LoggingOptions> Schema { get; } = new OptionsSchema<LoggingOptions>(new LoggingOptions())
        .Choice("Level", o => o.Level, (o, v) => o with { Level = v }, "Messages below this level are not logged.");
}
