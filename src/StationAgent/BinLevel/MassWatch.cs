using System.Globalization;
using Microsoft.Extensions.Logging;
using StationAgent.BinLevel.Levels;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;

namespace StationAgent.BinLevel;

/// <summary>Watches the bin through the scale that it stands on. What the scale read with the empty bin is kept in the store, as long as that lives.</summary>
internal sealed class MassWatch : IBinWatch, IDisposable
{
    /// <summary>The durable note of what the scale read with the empty bin, in grams.</summary>
    public const string EmptyLoadNote = "bin-empty-load";

    private readonly Grams _capacity;
    private readonly BinReport _report;
    private readonly Func<string, CancellationToken, Task> _note;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private Grams _noted;
    private BinMass _mass;

    /// <summary>Creates a watch.</summary>
    /// <param name="capacity">What the bin holds.</param>
    /// <param name="noted">The durable note; null when there is none yet.</param>
    /// <param name="report">Keeps and tells the level.</param>
    /// <param name="note">Writes the durable note; may throw <see cref="OutboxException"/>.</param>
    /// <param name="logger">Told when it cannot be written.</param>
    public MassWatch(Grams capacity, string? noted, BinReport report, Func<string, CancellationToken, Task> note, ILogger logger)
    {
        (_capacity, _report, _note, _logger) = (capacity, report, note, logger);

        // A note that nobody can read is no reason not to start: the scale was set to zero with the empty bin.
        _noted = double.TryParse(noted, NumberStyles.Float, CultureInfo.InvariantCulture, out var grams) && double.IsFinite(grams)
            ? new Grams(grams)
            : Grams.Zero;
        _mass = BinMass.Of(capacity, _noted);
    }

    /// <inheritdoc/>
    public BinHealth Health => _report.Health;

    /// <inheritdoc/>
    public event Action? HealthChanged
    {
        add => _report.HealthChanged += value;
        remove => _report.HealthChanged -= value;
    }

    /// <inheritdoc/>
    public HealthState AddTo(HealthState health) => health with { Bin = Health };

    /// <inheritdoc/>
    public void OnStep(StationSignal signal, DropOffState before, DropOffState after)
    {
        if (signal is not (StationSignal.LoadStable or StationSignal.LoadCleared))
        {
            return;
        }

        lock (_gate)
        {
            _mass = _mass.Rest(signal is StationSignal.LoadStable stable ? stable.Load.Mass : Grams.Zero);
            if (_changed.CurrentCount == 0)
            {
                _changed.Release();
            }
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await _changed.WaitAsync(cancellationToken);
                BinMass mass;
                lock (_gate)
                {
                    mass = _mass;
                }

                await NoteAsync(mass.EmptyLoad, cancellationToken);
                if (mass.Gathered is { } gathered)
                {
                    await _report.TellAsync(Math.Min(1, gathered.Value / _capacity.Value), gathered.Value, millimetres: null, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the service is no failure.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _changed.Dispose();

    private async Task NoteAsync(Grams emptyLoad, CancellationToken cancellationToken)
    {
        if (emptyLoad == _noted)
        {
            return;
        }

        try
        {
            await _note(emptyLoad.Value.ToString("R", CultureInfo.InvariantCulture), cancellationToken);
            _noted = emptyLoad;
        }
        catch (OutboxException failure)
        {
            // Tried again at the next rest.
            Log.EmptyLoadNotNoted(_logger, failure.Message);
        }
    }
}
