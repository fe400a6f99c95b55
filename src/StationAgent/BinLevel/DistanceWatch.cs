using StationAgent.BinLevel.Levels;
using StationAgent.Contracts;

namespace StationAgent.BinLevel;

/// <summary>Watches the bin through a distance sensor.</summary>
/// <param name="sensor">Measures.</param>
/// <param name="level">Turns distances into levels.</param>
/// <param name="report">Keeps and reports the level.</param>
/// <param name="time">Station time.</param>
internal sealed class DistanceWatch(IDistanceSensor sensor, DistanceLevel level, BinReport report, TimeProvider time) : IBinWatch
{
    /// <summary>A bin fills over hours; three measurements show a change within a minute.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public BinHealth Health => report.Health;

    /// <inheritdoc/>
    public event Action? HealthChanged
    {
        add => report.HealthChanged += value;
        remove => report.HealthChanged -= value;
    }

    /// <inheritdoc/>
    public HealthState AddTo(HealthState health) => health with { Bin = Health };

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var (share, millimetres) = level.Take(await sensor.MeasureAsync(cancellationToken));
                await report.UpdateAsync(share, grams: null, millimetres, cancellationToken);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return;
                }

                // A driver may fail in any way; the station works without knowing how full its bin is.
                level.Forget();
                report.ReportLost(failure.Message);
            }

            await Task.Delay(LookEvery, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
