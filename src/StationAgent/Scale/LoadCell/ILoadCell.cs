namespace StationAgent.Scale.LoadCell;

/// <summary>
/// A load cell behind a converter. It gives counts; what they weigh only a calibration knows. Its calls block, because pulses of a clock and files of
/// the kernel cannot be waited for in any other way: <see cref="LoadCellScale"/> gives it a thread of its own.
/// </summary>
internal interface ILoadCell : IDisposable
{
    /// <summary>What a person calls this load cell in a message.</summary>
    string Name { get; }

    /// <summary>Waits for the next conversion. One caller at a time.</summary>
    /// <exception cref="IOException">The converter is lost; dispose it and open it again.</exception>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    LoadCellReading Read(CancellationToken cancellationToken);
}
