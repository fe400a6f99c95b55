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

    [LoggerMessage(2116, LogLevel.Information, "Replay of {From} to {To}: the broker has what the store still held of it.")]
    public static partial void Replayed(ILogger logger, long from, long to);

    [LoggerMessage(2117, LogLevel.Information, "Replay of {From} to {To} was asked for.")]
    public static partial void ReplayWanted(ILogger logger, long from, long to);

    [LoggerMessage(2118, LogLevel.Warning, "A message on '{Topic}' is ignored: {Reason}.")]
    public static partial void CommandIgnored(ILogger logger, string topic, string reason);

    [LoggerMessage(2119, LogLevel.Warning, "{Count} events were sent three times over links that the broker ended; each is now sent alone.")]
    public static partial void Suspected(ILogger logger, int count);

    [LoggerMessage(2121, LogLevel.Warning, "The replay leaves out event {Id}: the broker ended each link over which it was sent, at last when it was sent alone.")]
    public static partial void ReplayLeavesOut(ILogger logger, string id);

    [LoggerMessage(2120, LogLevel.Warning, "The broker refuses the subscription to '{Topic}': {Reason}.")]
    public static partial void SubscriptionRefused(ILogger logger, string topic, string reason);

    [LoggerMessage(2122, LogLevel.Error, "The broker has ended {Count} sessions in a row soon after they began; does another client bear this device's name?")]
    public static partial void EndedEarly(ILogger logger, int count);
}
