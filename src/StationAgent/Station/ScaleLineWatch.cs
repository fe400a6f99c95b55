using System.Diagnostics.Metrics;
using StationAgent.Contracts;
using StationAgent.Scale;
using StationAgent.Station.Reporting;

namespace StationAgent.Station;

/// <summary>Counts the lines of the scale that could not be used, for the metrics, and tells the health of the scale when they are many.</summary>
internal sealed class ScaleLineWatch : IHealthSource
{
    /// <summary>The share is judged over this number of lines.</summary>
    private const int Judged = 200;

    private static readonly Meter Meter = new("StationAgent.Scale");
    private static readonly Counter<long> DroppedCounter = Meter.CreateCounter<long>("scale.lines.dropped", description: "Lines of the scale that could not be used.");

    private DroppedLines _dropped = DroppedLines.None;
    private DroppedLines _judgedFrom = DroppedLines.None;
    private DroppedLines? _reported;

    /// <inheritdoc/>
    public event Action? HealthChanged;

    /// <inheritdoc/>
    public HealthState AddTo(HealthState health) => Volatile.Read(ref _reported) is { } dropped && health.Scale.State == PartState.Ok
        ? health with
        {
            Scale = new PartHealth(PartState.Degraded, $"{dropped.Count} of {dropped.Understood + dropped.Count} lines of the scale could not be used; the newest is '{dropped.Example}', {dropped.Cause}"),
        }
        : health;

    /// <summary>Takes the counts of the scale so far.</summary>
    public void Take(DroppedLines dropped)
    {
        if (dropped.Count > _dropped.Count)
        {
            DroppedCounter.Add(dropped.Count - _dropped.Count);
        }

        _dropped = dropped;
        var lost = dropped.Count - _judgedFrom.Count;
        var lines = dropped.Understood - _judgedFrom.Understood + lost;
        if (lines < Judged)
        {
            return;
        }

        _judgedFrom = dropped;
        var isMany = lost > lines * DroppedLines.TolerableShare;
        var hasChanged = isMany != _reported is not null;
        Volatile.Write(ref _reported, isMany ? dropped : null);
        if (hasChanged)
        {
            HealthChanged?.Invoke();
        }
    }
}
