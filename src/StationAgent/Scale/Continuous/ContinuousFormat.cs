using System.Text;
using StationAgent.Scale.Dialects;
using StationAgent.Scale.Lines;

namespace StationAgent.Scale.Continuous;

/// <summary>The lines of a scale by a pattern. Lines that came before are remembered, because a match is expensive.</summary>
/// <param name="pattern">The format of the lines.</param>
internal sealed class ContinuousFormat(ContinuousPattern pattern) : ILineFormat
{
    private readonly LineMemo _commas = new();
    private readonly LineMemo _others = new();
    private readonly DecimalHabit _habit = new();
    private LineSplitter? _splitter;

    /// <inheritdoc/>
    public string Expectation => "in which Scale:Pattern finds no value: check Scale:BaudRate, Scale:Framing and Scale:Pattern, or set Scale:Dialect";

    /// <inheritdoc/>
    public IFrameSplitter CreateSplitter(bool startsInside) => _splitter = new LineSplitter(startsInside);

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        // A line that is remembered teaches again what it has taught.
        if (_others.TryFind(line, out var known))
        {
            _habit.Take(DecimalLesson.Other);
            return LineVerdict.Read(known);
        }

        if (_commas.TryFind(line, out known))
        {
            _habit.Take(DecimalLesson.Comma);
            return LineVerdict.Read(known);
        }

        // A pattern cannot see the sign of such a line, which is a bit.
        if (_splitter is { BeganWithStartOfText: true } && ToledoFormat.IsFrame(line))
        {
            return LineVerdict.Refused(LineFaults.ToledoFrame);
        }

        _habit.Take(DecimalLesson.None);
        var verdict = pattern.Read(Encoding.Latin1.GetString(line), _habit);

        // What was read by what the scale has shown is read anew, because the scale may contradict itself.
        if (verdict.Reading is { } reading && _habit.Newest != DecimalLesson.Applied)
        {
            (_habit.Newest == DecimalLesson.Comma ? _commas : _others).Keep(line, reading);
        }

        return verdict;
    }
}
