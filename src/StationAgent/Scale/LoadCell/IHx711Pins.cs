namespace StationAgent.Scale.LoadCell;

/// <summary>The two wires of an HX711. Their user does everything that depends on time, so that tests can use a model of the chip.</summary>
internal interface IHx711Pins : IDisposable
{
    /// <summary>What a person calls these pins in a message.</summary>
    string Name { get; }

    /// <summary>The level of DOUT.</summary>
    bool ReadData();

    /// <summary>Sets PD_SCK.</summary>
    void WriteClock(bool high);

    /// <summary>Waits until DOUT is low, which means that a conversion is ready.</summary>
    /// <returns>False when no conversion was ready in time.</returns>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    bool WaitForData(TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Waits for at least this time.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    void Wait(TimeSpan duration, CancellationToken cancellationToken);
}
