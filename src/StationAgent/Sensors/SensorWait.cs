namespace StationAgent.Sensors;

/// <summary>Waits for the readings of a sensor. Service, <c>doctor</c> and every other command use it, so that all have the same patience.</summary>
internal static class SensorWait
{
    /// <summary>Waits for the first reading. What was begun for it is given up only when all patience is used up.</summary>
    /// <param name="read">Waits for a reading of the sensor.</param>
    /// <param name="silent">Called with what is missing each time that <see cref="SensorSilence.Limit"/> has passed without a reading; null for nothing.</param>
    /// <param name="time">Clock of the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">No reading came.</exception>
    public static async ValueTask<TReading> FirstAsync<TReading>(
        Func<CancellationToken, ValueTask<TReading>> read, Func<string, ValueTask>? silent, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(SensorSilence.FirstReading, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var reading = read(either.Token).AsTask();
        while (true)
        {
            await ((Task)reading).WaitAsync(SensorSilence.Limit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (reading.IsCompleted)
            {
                return await InTimeAsync(reading, SensorSilence.FirstReading, cancellationToken);
            }

            if (silent is not null)
            {
                await silent(Silence(SensorSilence.Limit));
            }
        }
    }

    /// <summary>Waits for a reading after the first.</summary>
    /// <param name="read">Waits for a reading of the sensor.</param>
    /// <param name="time">Clock of the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">No reading came.</exception>
    public static async ValueTask<TReading> NextAsync<TReading>(
        Func<CancellationToken, ValueTask<TReading>> read, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(SensorSilence.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        return await InTimeAsync(read(either.Token).AsTask(), SensorSilence.Limit, cancellationToken);
    }

    /// <summary>Says that nothing came, the same for every sensor.</summary>
    public static string Silence(TimeSpan time) => $"it delivered nothing for {time.TotalSeconds:0.#} s";

    private static async ValueTask<TReading> InTimeAsync<TReading>(Task<TReading> reading, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            return await reading;
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(Silence(limit), late);
        }
    }
}
