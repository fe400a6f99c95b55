using StationAgent.Scale.Lines;

namespace StationAgent.Scale.Continuous;

/// <summary>
/// Learns the decimal sign of a scale from its own lines: one that writes <c>0,000</c> writes three decimals behind a comma, so that its <c>1,234</c> has one reading. A
/// few lines in a row are needed, because a damaged <c>10,234</c> looks like <c>0,234</c>. A display has a fixed number of decimals: a line with another number, or with
/// none, such as the <c>980</c> of a scale that separates thousands, begins the count again, and a line with both signs that contradicts ends it.
/// </summary>
internal sealed class DecimalHabit
{
    private const int LinesToBelieve = 5;

    /// <summary>Only a number with so many digits behind its comma has two readings.</summary>
    private const int DoubtfulDecimals = 3;

    private bool _isContradicted;
    private int _commas;

    /// <summary>What the newest line has shown.</summary>
    public DecimalLesson Newest { get; private set; }

    /// <summary>True when the scale has shown that its decimal sign is a comma.</summary>
    public bool IsComma => _commas >= LinesToBelieve && !_isContradicted;

    /// <summary>Takes a number that was read without knowing the sign.</summary>
    public void Learn(ReadOnlySpan<char> number) => Take(LessonOf(number));

    /// <summary>Takes what a line has shown.</summary>
    public void Take(DecimalLesson lesson)
    {
        Newest = lesson;
        switch (lesson)
        {
            case DecimalLesson.Comma:
                _commas = Math.Min(_commas + 1, LinesToBelieve);
                break;
            case DecimalLesson.Contradiction:
                _isContradicted = true;
                break;
            case DecimalLesson.Other:
                _commas = 0;
                break;
        }
    }

    private static DecimalLesson LessonOf(ReadOnlySpan<char> number) => ScaleNumber.Evidence(number) switch
    {
        DecimalSign.Point when number.Contains(',') => DecimalLesson.Contradiction,
        DecimalSign.Comma when number.Length - number.LastIndexOf(',') - 1 == DoubtfulDecimals => DecimalLesson.Comma,
        _ => DecimalLesson.Other,
    };
}
