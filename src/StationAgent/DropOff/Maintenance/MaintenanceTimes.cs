using System.Collections.Immutable;

namespace StationAgent.DropOff.Maintenance;

/// <summary>
/// When the station was in maintenance. A piece belongs to maintenance by the moment at which it was presented, whatever began or ended while it was judged.
/// </summary>
internal sealed record MaintenanceTimes
{
    /// <summary>No piece is judged later than this after it was presented.</summary>
    private static readonly TimeSpan LongestJudgement = TimeSpan.FromMinutes(10);

    private ImmutableList<(TimeSpan From, TimeSpan? Until)> Spans { get; init; } = [];

    /// <summary>Never.</summary>
    public static MaintenanceTimes None { get; } = new();

    /// <summary>True in maintenance.</summary>
    public bool IsOn => !Spans.IsEmpty && Spans[^1].Until is null;

    /// <summary>True when the station was in maintenance at a time since boot.</summary>
    public bool Covers(TimeSpan at) => Spans.Exists(span => at >= span.From && (span.Until is not { } until || at < until));

    /// <summary>Begins at a time since boot; does nothing in maintenance.</summary>
    public MaintenanceTimes Begin(TimeSpan at) => IsOn ? this : this with { Spans = Spans.Add((at, null)) };

    /// <summary>Ends at a time since boot; does nothing outside maintenance.</summary>
    public MaintenanceTimes End(TimeSpan at) => IsOn
        ? this with { Spans = Spans.SetItem(Spans.Count - 1, (Spans[^1].From, at)).RemoveAll(span => span.Until < at - LongestJudgement) }
        : this;

    /// <summary>Takes back the last beginning; does nothing outside maintenance.</summary>
    public MaintenanceTimes TakeBack() => IsOn ? this with { Spans = Spans.RemoveAt(Spans.Count - 1) } : this;
}
