using StationAgent.BinLevel;
using StationAgent.Signals;
using StationAgent.Station;

namespace StationAgent.Hosting;

/// <summary>What a station can have and works without.</summary>
/// <param name="Signals">Lamps and buzzer; null for none.</param>
/// <param name="Bin">The watch over the bin; null for none.</param>
internal sealed record StationExtras(SignalPanel? Signals, IBinWatch? Bin) : IDisposable
{
    /// <summary>Those of them that see what goes on in the loop.</summary>
    public IEnumerable<IStationObserver> Observers => Bin is null ? [] : [Bin];

    /// <summary>Runs what there is until cancelled.</summary>
    public IEnumerable<Task> RunAll(CancellationToken cancellationToken)
    {
        if (Signals is not null)
        {
            yield return Signals.RunAsync(cancellationToken);
        }

        if (Bin is not null)
        {
            yield return Bin.RunAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (Bin as IDisposable)?.Dispose();
}
