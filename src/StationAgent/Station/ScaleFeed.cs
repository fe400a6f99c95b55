using Microsoft.Extensions.Logging;
using StationAgent.Scale;
using StationAgent.Sensors;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Reads the scale while the station runs; every sample goes to the loop.</summary>
internal sealed class ScaleFeed(StationSensors sensors, StationLoop loop, TimeProvider time, ILogger<ScaleFeed> logger) : IStationTask
{
    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => new SensorReader<IScale, ScaleSample>(
        StationFault.Scale, sensors.OpenScale, static (scale, token) => scale.NextAsync(token), HandleAsync, loop.PostAsync, time, logger)
        .RunAsync(cancellationToken);

    private async ValueTask<ReadingVerdict> HandleAsync(ScaleSample sample, CancellationToken cancellationToken)
    {
        await loop.PostAsync(StationInput.Of(sample), cancellationToken);
        return ReadingVerdict.Good;
    }
}
