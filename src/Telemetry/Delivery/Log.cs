using Microsoft.Extensions.Logging;

namespace StationAgent.Telemetry.Delivery;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Information, "Connected to {Host}:{Port} over MQTT {Protocol}: session {Session}, window {Window}, {Depth} events waiting.")]
    public static partial void Connected(ILogger logger, string host, int port, string protocol, long session, int window, long depth);

    [LoggerMessage(2102, LogLevel.Warning, "There is no link to the broker: {Reason}. The next attempt follows in {Seconds:0.0} s.")]
    public static partial void Waiting(ILogger logger, string reason, double seconds);

    [LoggerMessage(2103, LogLevel.Information, "Trying MQTT {Version} in the same attempt: {Reason}.")]
    public static partial void FallingBack(ILogger logger, string reason, string version);

    [LoggerMessage(2104, LogLevel.Error, "Another client with this device's client ID took over the session; the next attempt is delayed.")]
    public static partial void TakenOver(ILogger logger);

    [LoggerMessage(2105, LogLevel.Error, "Topic '{Topic}' is paused: {Reason}.{More}")]
    public static partial void TopicPaused(ILogger logger, string topic, string reason, string more);

    [LoggerMessage(2106, LogLevel.Information, "Topic '{Topic}' is resumed: the broker accepts its events again.{More}")]
    public static partial void TopicResumed(ILogger logger, string topic, string more);

    [LoggerMessage(2107, LogLevel.Error, "Event {Id} was set aside: {Reason}.{More}")]
    public static partial void SetAside(ILogger logger, string id, string reason, string more);

    [LoggerMessage(2108, LogLevel.Warning, "The broker accepts nothing at the moment ({Reason}); sending pauses for {Seconds:0.0} s.{More}")]
    public static partial void BackingOff(ILogger logger, string reason, double seconds, string more);

    [LoggerMessage(2109, LogLevel.Error, "The document state/{Name} was not sent: it has {Size} bytes, and the broker accepts at most {Maximum}.{More}")]
    public static partial void StateTooLarge(ILogger logger, string name, long size, long maximum, string more);

    [LoggerMessage(2110, LogLevel.Error, "The broker refuses the document state/{Name}: {Reason}.{More}")]
    public static partial void StateRefused(ILogger logger, string name, string reason, string more);

    [LoggerMessage(2111, LogLevel.Information, "The retained presence was replaced by another message; publishing it again.{More}")]
    public static partial void BirthAgain(ILogger logger, string more);

    [LoggerMessage(2112, LogLevel.Warning, "Reading the outbox failed: {Reason}. Will retry.")]
    public static partial void StoreUnreadable(ILogger logger, string reason);

    [LoggerMessage(2113, LogLevel.Warning, "The clean disconnect did not reach the broker: {Reason}.")]
    public static partial void GoodbyeFailed(ILogger logger, string reason);

    [LoggerMessage(2114, LogLevel.Information, "Disconnected cleanly.")]
    public static partial void Goodbye(ILogger logger);

    [LoggerMessage(2115, LogLevel.Warning, "The session number could not be stored; continuing with {Session}: {Reason}.")]
    public static partial void SessionNotStored(ILogger logger, string reason, long session);

    [LoggerMessage(2116, LogLevel.Information, "Replay {From}-{To} complete: every stored event was acknowledged.{More}")]
    public static partial void Replayed(ILogger logger, long from, long to, string more);

    [LoggerMessage(2117, LogLevel.Information, "Replay {From}-{To} was requested.{More}")]
    public static partial void ReplayWanted(ILogger logger, long from, long to, string more);

    [LoggerMessage(2118, LogLevel.Warning, "A message on '{Topic}' was ignored: {Reason}.{More}")]
    public static partial void CommandIgnored(ILogger logger, string topic, string reason, string more);

    [LoggerMessage(2119, LogLevel.Warning, "{Count} events were sent three times over links that the broker ended; each is now sent alone.")]
    public static partial void Suspected(ILogger logger, int count);

    [LoggerMessage(2121, LogLevel.Warning, "The replay skips event {Id}: the broker ended every link over which it was sent, the last time when it was sent alone.")]
    public static partial void ReplayLeavesOut(ILogger logger, string id);

    [LoggerMessage(2120, LogLevel.Warning, "Subscribing to '{Topic}' failed: {Reason}. Events are delivered without it.{More}")]
    public static partial void SubscriptionRefused(ILogger logger, string topic, string reason, string more);

    [LoggerMessage(2122, LogLevel.Error, "The broker ended {Count} sessions in a row soon after they began; is another client using this client ID?")]
    public static partial void EndedEarly(ILogger logger, int count);

    [LoggerMessage(2124, LogLevel.Error, "A new epoch of the store could not be begun: {Reason}. Nothing is sent before that.")]
    public static partial void EpochNotBegun(ILogger logger, string reason);

    [LoggerMessage(2125, LogLevel.Warning, "A receipt showed another copy of the store less than an hour ago; ignoring a further one: {Evidence}{More}")]
    public static partial void CopyIgnored(ILogger logger, string evidence, string more);

    [LoggerMessage(2126, LogLevel.Warning, "The broker gave the client ID '{Assigned}' in place of '{Device}'; rules for the device's own ID do not apply to this link.{More}")]
    public static partial void OtherClientId(ILogger logger, string assigned, string device, string more);

    [LoggerMessage(2127, LogLevel.Warning, "A command on '{Topic}' was refused: {Reason}.{More}")]
    public static partial void CommandRefused(ILogger logger, string topic, string reason, string more);

    [LoggerMessage(2128, LogLevel.Error, "A command on '{Topic}' failed and was not answered.{More}")]
    public static partial void CommandFailed(ILogger logger, Exception failure, string topic, string more);

    [LoggerMessage(2129, LogLevel.Warning, "The broker refuses the answer '{Topic}': {Reason}.{More}")]
    public static partial void AnswerRefused(ILogger logger, string topic, string reason, string more);

    [LoggerMessage(2123, LogLevel.Information, "Event {Id}, which was set aside, is delivered after all.{More}")]
    public static partial void AcceptedAfterAll(ILogger logger, string id, string more);
}
