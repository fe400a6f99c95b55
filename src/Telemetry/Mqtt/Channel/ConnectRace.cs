using System.Net;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>
/// Connects to the first of several addresses that answers, so that a dead one costs a moment and not the whole attempt. RFC 8305 ("happy eyeballs").
/// </summary>
/// <param name="bound">How long one address may take.</param>
/// <param name="time">Measures all durations.</param>
internal sealed class ConnectRace(TimeSpan bound, TimeProvider time)
{
    /// <summary>The time between the starts of two attempts: 250 ms. RFC 8305, section 8.</summary>
    public static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the attempts. When it returns, none is running any more, and every connection but the winner is closed.</summary>
    /// <param name="order">The addresses, in the order in which they are tried.</param>
    /// <param name="connect">Connects to an address, or throws.</param>
    /// <param name="waitForAll">True to learn of every address whether it answers, false to end with the first.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    public async Task<RaceResult<T>> RunAsync<T>(
        IReadOnlyList<IPAddress> order, Func<IPAddress, CancellationToken, Task<T>> connect, bool waitForAll, CancellationToken cancellationToken)
        where T : class, IDisposable
    {
        var schedule = new AttemptSchedule(order.Count, Stagger);
        var start = time.GetTimestamp();
        var running = new List<Task<(IPAddress Address, T? Made, Exception? Failure)>>();
        var (worked, failures) = (new List<IPAddress>(), new List<AddressFailure>());
        T? winner = null;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (!ending.IsCancellationRequested)
        {
            while (schedule.Start(time.GetElapsedTime(start)) is { } index)
            {
                running.Add(AttemptAsync(order[index], connect, ending.Token));
            }

            if (running.Count == 0 && schedule.Due is null)
            {
                break;
            }

            await NextAsync(running, schedule.Due - time.GetElapsedTime(start), ending.Token);
            foreach (var done in running.Where(static one => one.IsCompleted).ToArray())
            {
                running.Remove(done);
                Take(await done);
            }
        }

        foreach (var rest in await Task.WhenAll(running))
        {
            rest.Made?.Dispose();
        }

        if (cancellationToken.IsCancellationRequested)
        {
            winner?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new RaceResult<T>(winner, winner is null ? null : worked[0], worked, failures);

        void Take((IPAddress Address, T? Made, Exception? Failure) outcome)
        {
            if (outcome.Made is null)
            {
                failures.Add(new AddressFailure(outcome.Address, outcome.Failure!));
                schedule.Failed(time.GetElapsedTime(start));
                return;
            }

            worked.Add(outcome.Address);
            if (winner is null)
            {
                winner = outcome.Made;
            }
            else
            {
                outcome.Made.Dispose();
            }

            if (!waitForAll)
            {
                ending.Cancel();
            }
        }
    }

    // Waits until an attempt ends, the next one is due, or all have to end.
    private async Task NextAsync(IEnumerable<Task> running, TimeSpan? wait, CancellationToken ending)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(ending);
        await Task.WhenAny([.. running, .. wait is { } due ? (Task[])[Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero, time, woken.Token)] : []]);
        await woken.CancelAsync();
    }

    private async Task<(IPAddress Address, T? Made, Exception? Failure)> AttemptAsync<T>(
        IPAddress address, Func<IPAddress, CancellationToken, Task<T>> connect, CancellationToken ending)
        where T : class
    {
        using var limit = new CancellationTokenSource(bound, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ending);
        try
        {
            return (address, await connect(address, either.Token), null);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            return (address, null, new TimeoutException());
        }
        catch (Exception exception)
        {
            return (address, null, exception);
        }
    }
}
