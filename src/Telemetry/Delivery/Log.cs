using Microsoft.Extensions.Logging;

namespace StationAgent.Telemetry.Delivery;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Information, "Connected to {Host}:{Port} over MQTT {Protocol}: session {Session}, window {Window}, {Depth} events wait.")]
    public static partial void Connected(ILogger logger, string host, int port, string protocol, long session, int window, long depth);

    [LoggerMessage(2102, LogLevel.Warning, "No link to the broker: {Reason}. Next attempt in {Seconds:0.0} s.")]
    public static partial void Waiting(ILogger logger, string reason, double seconds);

    [LoggerMessage(2103, LogLevel.Information, "The broker does not speak MQTT 5; trying 3.1.1, over which it cannot say that it refuses an event.")]
    public static partial void FallingBack(ILogger logger);

    [LoggerMessage(2104, LogLevel.Error, "Another client with this device's name took over the session; the next attempt comes late.")]
    public static partial void TakenOver(ILogger logger);

    [LoggerMessage(2105, LogLevel.Error, "Topic '{Topic}' is paused: the broker refuses {Id} ({Reason}).")]
    public static partial void TopicPaused(ILogger logger, string topic, string id, string reason);

    [LoggerMessage(2106, LogLevel.Information, "Topic '{Topic}' goes on: the broker takes its events again.")]
    public static partial void TopicResumed(ILogger logger, string topic);

    [LoggerMessage(2107, LogLevel.Error, "Event {Id} is set aside: {Reason}.")]
    public static partial void SetAside(ILogger logger, string id, string reason);

    [LoggerMessage(2108, LogLevel.Warning, "The broker takes nothing at the moment ({Reason}); sending stops for {Seconds:0.0} s.")]
    public static partial void BackingOff(ILogger logger, string reason, double seconds);

    [LoggerMessage(2109, LogLevel.Error, "state/{Name} is not sent: {Size} bytes, and the broker takes {Maximum}.")]
    public static partial void StateTooLarge(ILogger logger, string name, long size, long maximum);

    [LoggerMessage(2110, LogLevel.Error, "The broker refuses state/{Name}: {Reason}.")]
    public static partial void StateRefused(ILogger logger, string name, string reason);

    [LoggerMessage(2111, LogLevel.Information, "Presence was replaced by something else; publishing it again.")]
    public static partial void BirthAgain(ILogger logger);

    [LoggerMessage(2112, LogLevel.Warning, "The store cannot be read: {Reason}. Trying again.")]
    public static partial void StoreUnreadable(ILogger logger, string reason);

    [LoggerMessage(2113, LogLevel.Warning, "The goodbye did not reach the broker: {Reason}.")]
    public static partial void GoodbyeFailed(ILogger logger, string reason);

    [LoggerMessage(2114, LogLevel.Information, "Disconnected cleanly.")]
    public static partial void Goodbye(ILogger logger);

    [LoggerMessage(2115, LogLevel.Warning, "The session number could not be stored ({Reason}); going on with {Session}.")]
    public static partial void SessionNotStored(ILogger logger, string reason, long session);
}
