namespace StationAgent.Scale.LoadCell;

/// <summary>
/// A load cell behind a converter. It delivers counts; a calibration turns them into grams. Its calls block, because clock pulses and files of
/// the kernel allow no other way of waiting: <see cref="LoadCellScale"/> gives it its own thread.
/// </summary>
internal interface ILoadCell : IDisposable
{
    /// <summary>The name of this load cell in a message.</summary>
    string Name { get; }

    /// <summary>Waits for the next conversion. One caller at a time.</summary>
    /// <exception cref="IOException">The converter is lost; dispose it and open it again.</exception>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    LoadCellReading Read(CancellationToken cancellationToken);
}
