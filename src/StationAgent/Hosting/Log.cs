using Microsoft.Extensions.Logging;

namespace StationAgent.Hosting;

/// <summary>Log messages of the hosting parts; event ids 100–119.</summary>
internal static partial class Log
{
    [LoggerMessage(
        100,
        LogLevel.Error,
        "The {Loop} has made no progress for {Period}; withholding the watchdog keep-alive, so systemd restarts the service if this lasts.")]
    public static partial void LoopStandsStill(ILogger logger, string loop, TimeSpan period);

    [LoggerMessage(101, LogLevel.Warning, "Commands such as 'events replay' cannot reach this agent: {Reason}.")]
    public static partial void NoControlSocket(ILogger logger, string reason);

    [LoggerMessage(102, LogLevel.Information, "Application started: station-agent {Version}.")]
    public static partial void Started(ILogger logger, string version);

    [LoggerMessage(103, LogLevel.Warning, "Sensors or station have not stopped within {Seconds:0} s; ending without them.")]
    public static partial void StationStillRunning(ILogger logger, double seconds);

    [LoggerMessage(
        104, LogLevel.Warning, "Could not keep the carbon factors in {Folder}: {Reason}. 'events verify-carbon' may lack this document later.")]
    public static partial void FactorsNotKept(ILogger logger, string folder, string reason);

    [LoggerMessage(1011, LogLevel.Critical, "A background task ended unexpectedly; stopping so that systemd restarts the agent.")]
    public static partial void PartEnded(ILogger logger, Exception? failure);
}
