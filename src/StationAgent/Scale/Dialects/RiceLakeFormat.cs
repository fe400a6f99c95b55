using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// The stream of Rice Lake indicators: STX, polarity, seven characters of weight, one letter for the unit, <c>G</c> or <c>N</c>, one for the status, CR LF (Rice Lake 480
/// and 680 technical manuals, "Continuous data (stream) output formats"; 120 Plus for <c>H</c>, a weight that is held).
/// </summary>
internal sealed class RiceLakeFormat : ILineFormat
{
    private const int Length = 11;
    private const int UnitAt = 8;
    private const int KindAt = 9;
    private const int StatusAt = 10;

    /// <inheritdoc/>
    public string Expectation => "which is not the Rice Lake stream format: check Scale:Dialect, Scale:BaudRate and Scale:Framing";

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        if (line.Length != Length || line[0] is not ((byte)' ' or (byte)'-' or (byte)'+') || line[KindAt] is not ((byte)'G' or (byte)'N'))
        {
            return LineVerdict.NotUnderstood;
        }

        var kind = line[KindAt] == (byte)'G' ? WeightKind.Gross : WeightKind.Net;
        return line[StatusAt] switch
        {
            (byte)'O' => LineVerdict.Read(new LineReading(Grams.Zero, line[0] == (byte)'-' ? SampleStatus.Underload : SampleStatus.Overload, kind)),
            (byte)'I' => LineVerdict.Refused(LineFaults.ScaleError),
            (byte)'H' => LineVerdict.Refused(LineFaults.Held),
            (byte)' ' or (byte)'M' or (byte)'Z' => Weight(line, kind),
            _ => LineVerdict.NotUnderstood,
        };
    }

    private static LineVerdict Weight(ReadOnlySpan<byte> line, WeightKind kind)
    {
        ReadOnlySpan<byte> unit = line[UnitAt] switch
        {
            (byte)'L' => "lb"u8,
            (byte)'K' => "kg"u8,
            (byte)'G' => "g"u8,
            (byte)'O' => "oz"u8,
            _ => default,
        };
        if (!MassUnit.TryParse(unit, out var grams))
        {
            return LineVerdict.Refused(LineFaults.UnknownUnit);
        }

        var rest = line[..UnitAt];
        return WeightText.TryRead(ref rest, DecimalSign.Point, out var field) is { } fault ? LineVerdict.Refused(fault)
            : !rest.IsEmpty || field.GramsPerUnit is not null ? LineVerdict.NotUnderstood
            : LineVerdict.Read(new LineReading(new Grams(field.Value * grams), SampleStatus.Ok, kind));
    }
}
