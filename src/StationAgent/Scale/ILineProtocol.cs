namespace StationAgent.Scale;

/// <summary>
/// What is said to a scale and what its lines mean. Pure: knows neither line nor clock; time comes in as time since boot and only grows. One protocol
/// serves one opening of a line.
/// </summary>
internal interface ILineProtocol
{
    /// <summary>True when the scale talks by itself, so that the line may open in the middle of what it says.</summary>
    bool StartsInside { get; }

    /// <summary>What the scale says it is; null until it has.</summary>
    string? Identity { get; }

    /// <summary>What a line that is not understood lacks, for a message that names the line before.</summary>
    string Expectation { get; }

    /// <summary>When <see cref="Wake"/> is to be called.</summary>
    TimeSpan WakeAt { get; }

    /// <summary>The line is open.</summary>
    LineStep Start(TimeSpan now);

    /// <summary>A line came.</summary>
    LineStep Take(ReadOnlySpan<byte> line, TimeSpan now);

    /// <summary>The time of <see cref="WakeAt"/> has come.</summary>
    LineStep Wake(TimeSpan now);
}
