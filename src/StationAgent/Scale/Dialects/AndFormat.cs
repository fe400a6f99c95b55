using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// The A&amp;D standard format: <c>ST,+00123.45  g</c>, with <c>US</c> while it moves, <c>OL</c> out of range, <c>QT</c> for counts, and with some models a second
/// header (A&amp;D EK-L and GC series manuals, "Data format"; CAS calls it "AND 18 bytes").
/// </summary>
/// <param name="decimalSign">What the scale is known to write.</param>
internal sealed class AndFormat(DecimalSign decimalSign) : ILineFormat
{
    /// <inheritdoc/>
    public string Expectation => "which is not the A&D standard format: check Scale:Dialect, Scale:BaudRate and Scale:Framing";

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        if (line is [(byte)'Q', (byte)'T', (byte)',', ..])
        {
            return LineVerdict.Refused(LineFaults.UnknownUnit);
        }

        if (!line.StartsWith("ST,"u8) && !line.StartsWith("US,"u8) && !line.StartsWith("OL,"u8))
        {
            return LineVerdict.NotUnderstood;
        }

        var rest = line[3..];
        var kind = TakeSecondHeader(ref rest);
        if (line[0] == (byte)'O')
        {
            // Out of range is not only above it.
            var isBelow = rest.TrimStart((byte)' ') is [(byte)'-', ..];
            return LineVerdict.Read(new LineReading(Grams.Zero, isBelow ? SampleStatus.Underload : SampleStatus.Overload, kind));
        }

        return WeightText.TryRead(ref rest, decimalSign, out var field) is { } fault ? LineVerdict.Refused(fault)
            : !rest.IsEmpty ? LineVerdict.NotUnderstood
            : field.GramsPerUnit is not { } unit ? LineVerdict.Refused(LineFaults.NoUnit)
            : LineVerdict.Read(new LineReading(new Grams(field.Value * unit), SampleStatus.Ok, kind));
    }

    /// <summary>Takes gross, net or tare, or the result of a comparison, such as <c>HI,</c>.</summary>
    private static WeightKind TakeSecondHeader(ref ReadOnlySpan<byte> rest)
    {
        if (rest is [var first, var second, (byte)',', ..])
        {
            rest = rest[3..];
            return WeightKinds.Of([(char)first, (char)second]);
        }

        return WeightKind.Unknown;
    }
}
