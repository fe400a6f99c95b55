using StationAgent.Scale.Lines;

namespace StationAgent.Scale.Continuous;

/// <summary>A scale that streams lines by itself; nothing is sent to it.</summary>
/// <param name="format">What its lines mean.</param>
/// <param name="weight">Which weight is used.</param>
internal sealed class ContinuousProtocol(ILineFormat format, GrossOrNet weight) : ILineProtocol
{
    private readonly KindSelector _kinds = new(weight);

    /// <inheritdoc/>
    public bool StartsInside => true;

    /// <inheritdoc/>
    public string? Identity => null;

    /// <inheritdoc/>
    public string Expectation => format.Expectation;

    /// <inheritdoc/>
    public TimeSpan WakeAt => TimeSpan.MaxValue;

    /// <inheritdoc/>
    public IFrameSplitter CreateSplitter() => format.CreateSplitter(StartsInside);

    /// <inheritdoc/>
    public LineStep Start(TimeSpan now) => LineStep.Nothing;

    /// <inheritdoc/>
    public LineStep Take(ReadOnlySpan<byte> line, TimeSpan now) => format.Read(line).ToStep(_kinds);

    /// <inheritdoc/>
    public LineStep Wake(TimeSpan now) => LineStep.Nothing;
}
