using System.Globalization;
using Microsoft.Extensions.Logging;
using StationAgent.BinLevel.Levels;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;

namespace StationAgent.BinLevel;

/// <summary>Watches the bin through the scale that it stands on. The reading of the empty bin is kept in the store and is lost only with the store.</summary>
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

    /// <summary>Creates a watch that has seen no load.</summary>
    /// <param name="capacity">The mass that fills the bin.</param>
    /// <param name="noted">The durable note; null when none was written.</param>
    /// <param name="report">Keeps and reports the level.</param>
    /// <param name="note">Writes the durable note; may throw <see cref="OutboxException"/>.</param>
    /// <param name="logger">Receives a message when the note cannot be written.</param>
    public MassWatch(Grams capacity, string? noted, BinReport report, Func<string, CancellationToken, Task> note, ILogger logger)
    {
        (_capacity, _report, _note, _logger) = (capacity, report, note, logger);

        // An unreadable note must not prevent the start: assume that the scale was set to zero with the empty bin.
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
                    await _report.UpdateAsync(Math.Min(1, gathered.Value / _capacity.Value), gathered.Value, millimetres: null, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is ending, which is not a failure.
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
