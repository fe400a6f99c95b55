using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// Ohaus: the weight, the unit, <c>?</c> while it moves, and <c>NET</c> or another legend (Ohaus RS232 interface manual, "Output"; commands <c>IP</c> and <c>CP</c>).
/// <c>ES</c> refuses a command (Courier 5000 manual). Totals and times are not masses.
/// </summary>
/// <param name="decimalSign">What the scale is known to write.</param>
internal sealed class OhausFormat(DecimalSign decimalSign) : ILineFormat
{
    /// <inheritdoc/>
    public string Expectation => "which is not a weight of an Ohaus balance: check Scale:Dialect, Scale:BaudRate and Scale:Framing";

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        var rest = line.Trim((byte)' ');
        if (rest.SequenceEqual("ES"u8))
        {
            return LineVerdict.Refused(LineFaults.UnknownRequest);
        }

        if (rest.SequenceEqual("OK!"u8))
        {
            return LineVerdict.Nothing;
        }

        if (rest.StartsWith("Err"u8))
        {
            return LineVerdict.Refused(LineFaults.ScaleError);
        }

        if (rest is not [(>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+', ..])
        {
            return LineVerdict.NotUnderstood;
        }

        if (WeightText.TryRead(ref rest, decimalSign, out var field) is { } fault)
        {
            return LineVerdict.Refused(fault);
        }

        rest = rest is [(byte)'?', ..] ? rest[1..].TrimStart((byte)' ') : rest;
        var kind = WeightKind.Unknown;
        return !rest.IsEmpty && (!WeightText.TryTakeKind(ref rest, out kind) || !rest.IsEmpty) ? LineVerdict.NotUnderstood
            : field.GramsPerUnit is not { } unit ? LineVerdict.Refused(LineFaults.NoUnit)
            : LineVerdict.Read(new LineReading(new Grams(field.Value * unit), SampleStatus.Ok, kind));
    }
}
