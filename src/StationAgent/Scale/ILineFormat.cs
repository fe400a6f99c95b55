using StationAgent.Scale.Lines;

namespace StationAgent.Scale;

/// <summary>The meaning of the lines of a scale. One object serves one opening of a line, so it may remember earlier lines; it uses neither line nor clock.</summary>
internal interface ILineFormat
{
    /// <summary>What is wrong with a line that means nothing, as the end of a message that quotes it.</summary>
    string Expectation { get; }

    /// <summary>Makes what cuts the bytes of the scale into lines.</summary>
    /// <param name="startsInside">True when the first bytes may be the end of a line that began before.</param>
    IFrameSplitter CreateSplitter(bool startsInside) => new LineSplitter(startsInside);

    /// <summary>What has to be sent after a line before the scale gives its weight; empty for nothing. Only scales that are asked need it.</summary>
    ReadOnlyMemory<byte> Continue(ReadOnlySpan<byte> line) => default;

    /// <summary>Reads a line.</summary>
    LineVerdict Read(ReadOnlySpan<byte> line);
}
