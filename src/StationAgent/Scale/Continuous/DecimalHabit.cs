using StationAgent.Scale.Lines;

namespace StationAgent.Scale.Continuous;

/// <summary>
/// Learns the decimal sign of a scale from its own lines: one that has written <c>0,000</c> writes decimals with a comma, so that its <c>1,234</c> has one reading. A few
/// lines are needed, because a damaged <c>10,234</c> looks like <c>0,234</c>, and one line that contradicts ends it.
/// </summary>
internal sealed class DecimalHabit
{
    private const int LinesToBelieve = 5;

    private bool _isContradicted;

    /// <summary>In how many lines the comma was the decimal sign; not counted further once that is believed.</summary>
    public int Commas { get; private set; }

    /// <summary>True when the scale has shown that its decimal sign is a comma.</summary>
    public bool IsComma => Commas >= LinesToBelieve && !_isContradicted;

    /// <summary>Takes a number that was read without knowing the sign.</summary>
    public void Learn(ReadOnlySpan<char> number)
    {
        switch (ScaleNumber.Evidence(number))
        {
            case DecimalSign.Comma:
                Commas = Math.Min(Commas + 1, LinesToBelieve);
                break;
            case DecimalSign.Point when number.Contains(','):
                _isContradicted = true;
                break;
            default:
                break;
        }
    }
}
