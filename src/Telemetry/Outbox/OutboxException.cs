namespace StationAgent.Telemetry.Outbox;

/// <summary>The store cannot do what was requested. The message names the path and says what is wrong, for a person.</summary>
public sealed class OutboxException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">The kind of trouble.</param>
    /// <param name="message">The path and what is wrong, for a person.</param>
    /// <param name="inner">The exception of the lower layer.</param>
    /// <param name="uncertainId">See <see cref="UncertainId"/>.</param>
    public OutboxException(OutboxFailure kind, string message, Exception? inner = null, EventId? uncertainId = null)
        : base(message, inner)
    {
        Kind = kind;
        UncertainId = uncertainId;
    }

    /// <summary>The kind of trouble.</summary>
    public OutboxFailure Kind { get; }

    /// <summary>
    /// Null when it is certain that the event is not stored. Otherwise the commit itself ended in an error, and the event is or may be on disk
    /// with this id. Treat it as refused: <see cref="OutboxOptions.Compensate"/> takes it back before it can be delivered.
    /// </summary>
    public EventId? UncertainId { get; }

    /// <summary>Returns the same trouble for one event.</summary>
    internal OutboxException About(EventId? uncertainId) => new(Kind, Message, InnerException, uncertainId);
}
