namespace StationAgent.Telemetry.Outbox;

/// <summary>The store cannot do what was asked. The message names the path and says what is wrong, for a person.</summary>
public sealed class OutboxException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="kind">The kind of trouble.</param>
    /// <param name="message">For a person: path, and what is wrong.</param>
    /// <param name="inner">What the lower layer said.</param>
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
    /// Null when it is certain that the event is not stored. Otherwise the commit itself ended in an error, and under this name the event
    /// is or may be on disk. Treat it as refused: <see cref="OutboxOptions.Compensate"/> takes it back before it can be delivered.
    /// </summary>
    public EventId? UncertainId { get; }

    /// <summary>The same trouble told about one event.</summary>
    internal OutboxException About(EventId? uncertainId) => new(Kind, Message, InnerException, uncertainId);
}
