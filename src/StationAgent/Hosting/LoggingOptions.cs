using Microsoft.Extensions.Logging;

namespace StationAgent.Hosting;

/// <summary>Section <c>Logging</c>.</summary>
internal sealed class LoggingOptions
{
    /// <summary>What is less important stays out of the log.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;
}
