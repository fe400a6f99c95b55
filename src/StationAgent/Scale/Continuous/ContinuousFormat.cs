using System.Text;
using StationAgent.Scale.Dialects;
using StationAgent.Scale.Lines;

namespace StationAgent.Scale.Continuous;

/// <summary>The lines of a scale by a pattern. Lines that came before are remembered, because a match is expensive.</summary>
/// <param name="pattern">The format of the lines.</param>
internal sealed class ContinuousFormat(ContinuousPattern pattern) : ILineFormat
{
    private readonly LineMemo _memo = new();
    private readonly DecimalHabit _habit = new();
    private LineSplitter? _splitter;

    /// <inheritdoc/>
    public string Expectation => "in which Scale:Pattern finds no value: check Scale:BaudRate, Scale:Framing and Scale:Pattern, or set Scale:Dialect";

    /// <inheritdoc/>
    public IFrameSplitter CreateSplitter(bool startsInside) => _splitter = new LineSplitter(startsInside);

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        if (_memo.TryFind(line, out var known))
        {
            return LineVerdict.Read(known);
        }

        // A pattern cannot see the sign of such a line, which is a bit.
        if (_splitter is { BeganWithStartOfText: true } && ToledoFormat.IsFrame(line))
        {
            return LineVerdict.Refused(LineFaults.ToledoFrame);
        }

        var learnt = _habit.Commas;
        var verdict = pattern.Read(Encoding.Latin1.GetString(line), _habit);

        // A line from which something was learnt is looked at again, until it is known what commas mean to this scale.
        if (verdict.Reading is { } reading && _habit.Commas == learnt)
        {
            _memo.Keep(line, reading);
        }

        return verdict;
    }
}
