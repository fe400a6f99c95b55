using StationAgent.Benchmarks.Reports;

namespace StationAgent.Benchmarks.Idle;

/// <summary>The floor: the same scale and camera, whose readings are taken and thrown away.</summary>
internal static class BareSensors
{
    /// <summary>Runs them and measures.</summary>
    /// <returns>Processor time as a share of one core, in percent.</returns>
    public static async Task<double> RunAsync(ReadOnlyMemory<byte> jpeg, TimeSpan measured, CancellationToken cancellationToken)
    {
        await using var scale = new PacedScale(IdleStation.ScaleRate);
        await using var camera = new PacedCamera(jpeg, IdleStation.CameraRate);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var readings = Task.WhenAll(ReadAsync(scale.NextAsync, end.Token), ReadAsync(camera.NextAsync, end.Token));
        var expense = await Expense.OfAsync(() => Task.Delay(measured, TimeProvider.System, cancellationToken));
        await end.CancelAsync();
        await readings;
        return expense.CpuSeconds / expense.Seconds * 100;
    }

    private static async Task ReadAsync<T>(Func<CancellationToken, ValueTask<T>> next, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await next(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Measured long enough.
        }
    }
}
