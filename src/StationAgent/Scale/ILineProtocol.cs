using StationAgent.Scale.Lines;

namespace StationAgent.Scale;

/// <summary>
/// The commands to a scale and the meaning of its lines. A protocol uses neither line nor clock; it gets the time as time since boot, which only grows. One protocol
/// object serves one opening of a line.
/// </summary>
internal interface ILineProtocol
{
    /// <summary>True when the scale sends without being asked, so that the line may be opened in the middle of a message.</summary>
    bool StartsInside { get; }

    /// <summary>The identity that the scale has reported; null before.</summary>
    string? Identity { get; }

    /// <summary>What is wrong with a line that is not understood, as the end of a message that quotes the line.</summary>
    string Expectation { get; }

    /// <summary>Makes what cuts the bytes of the scale into messages.</summary>
    IFrameSplitter CreateSplitter() => new LineSplitter(StartsInside);

    /// <summary>When <see cref="Wake"/> has to be called.</summary>
    TimeSpan WakeAt { get; }

    /// <summary>Starts the conversation after the line was opened.</summary>
    LineStep Start(TimeSpan now);

    /// <summary>Takes a line from the scale.</summary>
    LineStep Take(ReadOnlySpan<byte> line, TimeSpan now);

    /// <summary>Continues when the time of <see cref="WakeAt"/> has come.</summary>
    LineStep Wake(TimeSpan now);
}
