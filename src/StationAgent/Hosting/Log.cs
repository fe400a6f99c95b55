using Microsoft.Extensions.Logging;

namespace StationAgent.Hosting;

/// <summary>What the hosting parts say in the log; event ids 100–119.</summary>
internal static partial class Log
{
    [LoggerMessage(
        100,
        LogLevel.Error,
        "The {Loop} has not turned for {Period}; the watchdog is not fed and systemd restarts the service if that lasts")]
    public static partial void LoopStandsStill(ILogger logger, string loop, TimeSpan period);

    [LoggerMessage(101, LogLevel.Warning, "Commands such as 'events replay' cannot reach this agent: {Reason}")]
    public static partial void NoControlSocket(ILogger logger, string reason);
}
