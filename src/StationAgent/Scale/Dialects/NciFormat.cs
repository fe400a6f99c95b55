using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// NCI, also called Weigh-Tronix SCP-01: <c>W</c> CR is answered by LF, weight and unit, CR, LF, two or more status bytes, CR, ETX; some put an <c>S</c> before the status.
/// While it moves, many answer with the status alone (NCI 7800 and Weigh-Tronix 7821 manuals; the bits are in the Ohaus Aviator 7000 service manual and in Adam MDW).
/// </summary>
/// <param name="decimalSign">What the scale is known to write.</param>
internal sealed class NciFormat(DecimalSign decimalSign) : ILineFormat
{
    // Bits 4 and 5 are set in each status byte, bit 6 in each but the last.
    private const byte StatusMark = 0x30;
    private const byte MoreFollow = 0x40;

    private const byte MemoryErrors = 0x0C;
    private const byte UnderCapacity = 0x01;
    private const byte OverCapacity = 0x02;
    private const byte CalibrationErrors = 0x0C;
    private const byte Net = 0x04;
    private const byte NoZero = 0x08;

    private LineReading? _weight;

    /// <inheritdoc/>
    public string Expectation => "which is not an answer of the NCI protocol: check Scale:Dialect, Scale:BaudRate and Scale:Framing";

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        if (line.SequenceEqual("?"u8))
        {
            return LineVerdict.Refused(LineFaults.UnknownRequest);
        }

        var bytes = line is [(byte)'S', ..] ? line[1..] : line;
        if (IsStatus(bytes))
        {
            var weight = _weight;
            _weight = null;
            return OfStatus(bytes, weight);
        }

        // The status that follows says whether the weight counts.
        _weight = null;
        if (line is [(byte)'^', ..] or [(byte)'_', ..])
        {
            return LineVerdict.Read(new LineReading(Grams.Zero, line[0] == (byte)'^' ? SampleStatus.Overload : SampleStatus.Underload));
        }

        if (line is [(byte)'-', (byte)'-', ..])
        {
            return LineVerdict.Refused(LineFaults.NotZeroed);
        }

        var rest = line;
        if (rest.TrimStart((byte)' ') is not [(>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'.', ..])
        {
            return LineVerdict.NotUnderstood;
        }

        if (WeightText.TryRead(ref rest, decimalSign, out var field) is { } fault)
        {
            return LineVerdict.Refused(fault);
        }

        if (!rest.IsEmpty || field.GramsPerUnit is not { } unit)
        {
            return rest.IsEmpty ? LineVerdict.Refused(LineFaults.NoUnit) : LineVerdict.NotUnderstood;
        }

        _weight = new LineReading(new Grams(field.Value * unit), SampleStatus.Ok);
        return LineVerdict.Nothing;
    }

    private static bool IsStatus(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is < 2 or > 4)
        {
            return false;
        }

        foreach (var value in bytes)
        {
            if ((value & StatusMark) != StatusMark || value > 0x7F)
            {
                return false;
            }
        }

        return (bytes[^1] & MoreFollow) == 0;
    }

    private static LineVerdict OfStatus(ReadOnlySpan<byte> bytes, LineReading? weight)
    {
        var third = bytes.Length > 2 ? bytes[2] : 0;
        if ((bytes[0] & MemoryErrors) != 0 || (bytes[1] & CalibrationErrors) != 0)
        {
            return LineVerdict.Refused(LineFaults.ScaleError);
        }

        if ((third & NoZero) != 0)
        {
            return LineVerdict.Refused(LineFaults.NotZeroed);
        }

        if ((bytes[1] & (UnderCapacity | OverCapacity)) != 0)
        {
            return LineVerdict.Read(new LineReading(Grams.Zero, (bytes[1] & OverCapacity) != 0 ? SampleStatus.Overload : SampleStatus.Underload));
        }

        return weight is not { } known ? LineVerdict.Nothing
            : LineVerdict.Read(bytes.Length < 3 ? known : known with { Kind = (third & Net) != 0 ? WeightKind.Net : WeightKind.Gross });
    }
}
