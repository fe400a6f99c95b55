namespace StationAgent.Scale.LoadCell;

/// <summary>
/// A load cell that delivers nothing but the readings of a working converter. The first readings are kept back until the converter has shown that it works, so that a
/// dead one that is opened again and again never looks repaired.
/// </summary>
/// <param name="cell">The load cell; it belongs to this one.</param>
internal sealed class WatchedLoadCell(ILoadCell cell) : ILoadCell
{
    private readonly ConverterWatch _watch = new();
    private readonly Queue<LoadCellReading> _kept = new();

    /// <inheritdoc/>
    public string Name => cell.Name;

    /// <inheritdoc/>
    public LoadCellReading Read(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_watch.IsProven && _kept.TryDequeue(out var first))
            {
                return first;
            }

            var reading = cell.Read(cancellationToken);
            if (_watch.Take(reading) is { } problem)
            {
                throw new IOException($"{Name} {problem}");
            }

            if (_watch.IsProven && _kept.Count == 0)
            {
                return reading;
            }

            _kept.Enqueue(reading);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => cell.Dispose();
}
