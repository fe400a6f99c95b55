namespace StationAgent.Scale.LoadCell;

/// <summary>The two wires of an HX711. Everything that depends on time is done by their user, so that a model of the chip can stand behind them.</summary>
internal interface IHx711Pins : IDisposable
{
    /// <summary>What a person calls these pins in a message.</summary>
    string Name { get; }

    /// <summary>The level of DOUT.</summary>
    bool ReadData();

    /// <summary>Sets PD_SCK.</summary>
    void WriteClock(bool high);

    /// <summary>Waits until DOUT is low, which means that a conversion is ready.</summary>
    /// <returns>False when it was not in time.</returns>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    bool WaitForData(TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Waits at least so long.</summary>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    void Wait(TimeSpan duration, CancellationToken cancellationToken);
}
