using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// Toledo 8213 and 8217, as cash registers ask: <c>W</c> is answered by STX, the weight without a unit, CR; or, while it moves or is out of range, by STX, <c>?</c>, a
/// status byte, CR (Rice Lake BenchPro manual, "Bit definition"; Transcell PC-150 manual, "Toledo 8213 demand format").
/// </summary>
/// <param name="unit">The scale's unit, in grams.</param>
internal sealed class Toledo8217Format(double unit) : ILineFormat
{
    private const byte AlwaysSet = 0x60;
    private const byte OverCapacity = 0x02;
    private const byte UnderZero = 0x04;
    private const byte OutsideZero = 0x08;

    /// <inheritdoc/>
    public string Expectation => "which is not an answer of the Toledo 8217 protocol: check Scale:Dialect, Scale:BaudRate and Scale:Framing";

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        if (line is [(byte)'?', var status])
        {
            return (status & AlwaysSet) != AlwaysSet || status > 0x7F ? LineVerdict.NotUnderstood
                : (status & OutsideZero) != 0 ? LineVerdict.Refused(LineFaults.NotZeroed)
                : (status & OverCapacity) != 0 ? LineVerdict.Read(new LineReading(Grams.Zero, SampleStatus.Overload))
                : (status & UnderZero) != 0 ? LineVerdict.Read(new LineReading(Grams.Zero, SampleStatus.Underload))
                : LineVerdict.Nothing;
        }

        if (line is not [>= (byte)'0' and <= (byte)'9', ..])
        {
            return LineVerdict.NotUnderstood;
        }

        var rest = line;
        return WeightText.TryRead(ref rest, DecimalSign.Point, out var field) is { } fault ? LineVerdict.Refused(fault)
            : !rest.IsEmpty || field.GramsPerUnit is not null ? LineVerdict.NotUnderstood
            : LineVerdict.Read(new LineReading(new Grams(field.Value * unit), SampleStatus.Ok));
    }
}
