namespace StationAgent.BinLevel;

/// <summary>Measures how far away the contents of the bin are. One caller at a time.</summary>
internal interface IDistanceSensor
{
    /// <summary>Measures the distance.</summary>
    /// <returns>The distance in millimetres.</returns>
    /// <exception cref="IOException">The sensor gives no usable reading; ask again later.</exception>
    ValueTask<double> MeasureAsync(CancellationToken cancellationToken);
}
