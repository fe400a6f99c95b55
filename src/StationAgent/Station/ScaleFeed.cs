using Microsoft.Extensions.Logging;
using StationAgent.Scale;
using StationAgent.Sensors;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Reads the scale while the station runs; every sample goes to the loop.</summary>
internal sealed class ScaleFeed(StationSensors sensors, StationLoop loop, ScaleLineWatch lines, TimeProvider time, ILogger<ScaleFeed> logger) : IStationTask
{
    /// <summary>The counts are read this often, in samples: reading them allocates.</summary>
    private const int CountEvery = 10;

    private int _samples;

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => new SensorReader<IScale, ScaleSample>(
        StationFault.Scale, sensors.OpenScale, ReadAsync, HandleAsync, loop.PostAsync, time, logger)
        .RunAsync(cancellationToken);

    private ValueTask<ScaleSample> ReadAsync(IScale scale, CancellationToken cancellationToken)
    {
        if (_samples++ % CountEvery == 0)
        {
            lines.Take(scale.Dropped);
        }

        return scale.NextAsync(cancellationToken);
    }

    private async ValueTask<ReadingVerdict> HandleAsync(ScaleSample sample, CancellationToken cancellationToken)
    {
        await loop.PostAsync(StationInput.Of(sample), cancellationToken);
        return ReadingVerdict.Good;
    }
}
