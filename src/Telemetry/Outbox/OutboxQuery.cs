namespace StationAgent.Telemetry.Outbox;

/// <summary>Selects the events to list.</summary>
public sealed record OutboxQuery
{
    /// <summary>Only those in this state; null for all. Default null.</summary>
    public EventState? State { get; init; }

    /// <summary>The first number. Default 0.</summary>
    public long From { get; init; }

    /// <summary>The last number. Default: the highest there can be.</summary>
    public long To { get; init; } = long.MaxValue;

    /// <summary>The largest number of events to list, from 1. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>True to begin with the highest number. Default false.</summary>
    public bool NewestFirst { get; init; }
}
