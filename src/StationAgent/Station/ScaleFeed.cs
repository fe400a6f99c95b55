using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using StationAgent.Contracts;
using StationAgent.Scale;
using StationAgent.Sensors;
using StationAgent.Station.Reporting;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Reads the scale while the station runs; every sample goes to the loop. Lines that cannot be used are counted and reported.</summary>
internal sealed class ScaleFeed(StationSensors sensors, StationLoop loop, TimeProvider time, ILogger<ScaleFeed> logger) : IStationTask, IHealthSource
{
    /// <summary>More than this share of the lines: one line in fifty may be damaged on a long cable.</summary>
    private const double ReportedShare = 0.02;

    /// <summary>The share is judged over this number of lines.</summary>
    private const int Judged = 200;

    private static readonly Meter Meter = new("StationAgent.Scale");
    private static readonly Counter<long> DroppedCounter = Meter.CreateCounter<long>("scale.lines.dropped", description: "Lines of the scale that could not be used.");

    /// <summary>The counts are read this often, in samples: reading them allocates.</summary>
    private const int ReadEvery = 10;

    private DroppedLines _dropped = DroppedLines.None;
    private DroppedLines _judgedFrom = DroppedLines.None;
    private DroppedLines? _reported;
    private int _samples;

    /// <inheritdoc/>
    public event Action? HealthChanged;

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => new SensorReader<IScale, ScaleSample>(
        StationFault.Scale, sensors.OpenScale, ReadAsync, HandleAsync, loop.PostAsync, time, logger)
        .RunAsync(cancellationToken);

    /// <inheritdoc/>
    public HealthState AddTo(HealthState health) => Volatile.Read(ref _reported) is { } dropped && health.Scale.State == PartState.Ok
        ? health with
        {
            Scale = new PartHealth(PartState.Degraded, $"{dropped.Count} of {dropped.Understood + dropped.Count} lines of the scale could not be used; the newest is '{dropped.Example}', {dropped.Cause}"),
        }
        : health;

    private ValueTask<ScaleSample> ReadAsync(IScale scale, CancellationToken cancellationToken)
    {
        if (_samples++ % ReadEvery == 0)
        {
            Count(scale.Dropped);
        }

        return scale.NextAsync(cancellationToken);
    }

    private void Count(DroppedLines dropped)
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
        var isMany = lost > lines * ReportedShare;
        var hasChanged = isMany != _reported is not null;
        Volatile.Write(ref _reported, isMany ? dropped : null);
        if (hasChanged)
        {
            HealthChanged?.Invoke();
        }
    }

    private async ValueTask<ReadingVerdict> HandleAsync(ScaleSample sample, CancellationToken cancellationToken)
    {
        await loop.PostAsync(StationInput.Of(sample), cancellationToken);
        return ReadingVerdict.Good;
    }
}
