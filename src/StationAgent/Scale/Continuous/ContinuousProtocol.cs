using System.Text;

namespace StationAgent.Scale.Continuous;

/// <summary>A scale that streams lines by itself; nothing is sent to it.</summary>
/// <param name="pattern">The format of its lines.</param>
internal sealed class ContinuousProtocol(ContinuousPattern pattern) : ILineProtocol
{
    private readonly LineMemo _memo = new();

    /// <inheritdoc/>
    public bool StartsInside => true;

    /// <inheritdoc/>
    public string? Identity => null;

    /// <inheritdoc/>
    public string Expectation =>
        "in which Scale:Pattern finds no value with a unit: check Scale:BaudRate, Scale:Framing and Scale:Pattern, and give Scale:Unit when lines have none";

    /// <inheritdoc/>
    public TimeSpan WakeAt => TimeSpan.MaxValue;

    /// <inheritdoc/>
    public LineStep Start(TimeSpan now) => LineStep.Nothing;

    /// <inheritdoc/>
    public LineStep Take(ReadOnlySpan<byte> line, TimeSpan now)
    {
        if (_memo.TryFind(line, out var known))
        {
            return LineStep.Read(known);
        }

        if (!pattern.TryRead(Encoding.Latin1.GetString(line), out var reading))
        {
            return LineStep.NotUnderstood;
        }

        _memo.Keep(line, reading);
        return LineStep.Read(reading);
    }

    /// <inheritdoc/>
    public LineStep Wake(TimeSpan now) => LineStep.Nothing;
}
