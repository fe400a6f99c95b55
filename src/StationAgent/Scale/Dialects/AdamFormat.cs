using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// Adam Equipment: <c>G   +   2.00 kg</c>, <c>N</c> and <c>T</c> for net and tare (CPWplus manual, "Output format"), <c>GROSS   123.45 g</c> (Highland manual, format
/// 1), or the weight alone (format 2). Numbers of records and totals are not masses.
/// </summary>
/// <param name="decimalSign">What the scale is known to write.</param>
internal sealed class AdamFormat(DecimalSign decimalSign) : ILineFormat
{
    /// <inheritdoc/>
    public string Expectation => "which is not a weight of an Adam scale: check Scale:Dialect, Scale:BaudRate and Scale:Framing";

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        _ = WeightText.TryTakeKind(ref line, out var kind);
        var rest = line;
        return rest.TrimStart((byte)' ') is not [(>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-', ..] ? LineVerdict.NotUnderstood
            : WeightText.TryRead(ref rest, decimalSign, out var field) is { } fault ? LineVerdict.Refused(fault)
            : !rest.IsEmpty ? LineVerdict.NotUnderstood
            : field.GramsPerUnit is not { } unit ? LineVerdict.Refused(LineFaults.NoUnit)
            : LineVerdict.Read(new LineReading(new Grams(field.Value * unit), SampleStatus.Ok, kind));
    }
}
