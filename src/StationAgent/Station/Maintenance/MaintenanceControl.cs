using Microsoft.Extensions.Logging;
using StationAgent.Clock;
using StationAgent.Configuration;
using StationAgent.Contracts.Maintenance;
using StationAgent.Sensors;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;

namespace StationAgent.Station.Maintenance;

/// <summary>
/// Starts and ends maintenance, one change at a time. From the moment of a start on pieces are tests; it is shown when it is stored. An end is stored before pieces
/// count again.
/// </summary>
/// <param name="outbox">Holds the note of a maintenance that was not ended.</param>
/// <param name="committer">Stores the changes.</param>
/// <param name="station">Takes the signals.</param>
/// <param name="time">Station time.</param>
/// <param name="logger">Receives a message about every change.</param>
internal sealed class MaintenanceControl(Outbox outbox, EventCommitter committer, IStation station, TimeProvider time, ILogger<MaintenanceControl> logger) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly Lock _gate = new();
    private MaintenanceWhy? _why = MaintenanceNote.Parse(outbox.GetNote(MaintenanceNote.Key));

    /// <summary>What staff do; null outside maintenance. Right after a start of the agent, what they did when it ended.</summary>
    public MaintenanceWhy? Why
    {
        get
        {
            lock (_gate)
            {
                return _why;
            }
        }
    }

    /// <summary>True while the key switch is on: then only it ends maintenance.</summary>
    public bool IsKeyOn { get; set; }

    /// <summary>Starts maintenance.</summary>
    /// <param name="by">By what.</param>
    /// <param name="why">What staff do.</param>
    /// <param name="cancellationToken">Ends the wait for an earlier change.</param>
    /// <returns>Null when it is stored; else what is in the way, as the end of a sentence.</returns>
    public Task<string?> StartAsync(MaintenanceBy by, MaintenanceWhy why, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            if (Why is { } present)
            {
                return $"the station is in maintenance already ({EnumText.NameOf(present)})";
            }

            var since = time.SinceBoot();
            await PostAsync(since, MaintenanceStep.Starting);
            var step = MaintenanceStep.NotStarted;
            try
            {
                if (await StoreAsync(MaintenanceChange.Started, by, why, since) is { } problem)
                {
                    return problem;
                }

                Set(why);
                step = MaintenanceStep.Started;
                Log.MaintenanceStarted(logger, by, why);
                return null;
            }
            finally
            {
                // Whatever storing it ended in, the station knows.
                await PostAsync(since, step);
            }
        },
        cancellationToken);

    /// <summary>Ends maintenance.</summary>
    /// <param name="by">By what.</param>
    /// <param name="cancellationToken">Ends the wait for an earlier change.</param>
    /// <returns>Null when it is stored; else what is in the way, as the end of a sentence.</returns>
    public Task<string?> EndAsync(MaintenanceBy by, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            if (Why is not { } why)
            {
                return "the station is not in maintenance";
            }

            if (by == MaintenanceBy.Console && IsKeyOn)
            {
                return "the key switch at the station is on, turn it off";
            }

            var at = time.SinceBoot();
            if (await StoreAsync(MaintenanceChange.Ended, by, why, at) is { } problem)
            {
                return problem;
            }

            Set(null);
            Log.MaintenanceEnded(logger, by, why);
            await PostAsync(at, MaintenanceStep.Ended);
            return null;
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<string?> ChangeAsync(Func<Task<string?>> change, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await change();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    // A change that has begun is carried through: what is stored and what the station does must not differ.
    private async Task<string?> StoreAsync(MaintenanceChange change, MaintenanceBy by, MaintenanceWhy why, TimeSpan at)
    {
        try
        {
            await committer.MaintenanceAsync(change, by, why, at, CancellationToken.None);
            return null;
        }
        catch (StorageException failure)
        {
            return $"it could not be stored: {failure.Message.TrimEnd('.')}";
        }
    }

    private ValueTask PostAsync(TimeSpan since, MaintenanceStep step) =>
        station.PostAsync(new StationSignal.MaintenanceChanged(time.SinceBoot(), since, step), CancellationToken.None);

    private void Set(MaintenanceWhy? why)
    {
        lock (_gate)
        {
            _why = why;
        }
    }
}
