using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// SBI of Sartorius and Minebea: 16 characters with CR and LF (sign, nine characters of weight, a blank, three of unit), or 22 with six characters before them that
/// say what the value is. The unit is there only when the weight is stable (Sartorius Combics, LE and Entris II manuals, "Data output format").
/// </summary>
/// <param name="unit">The unit before any line has had one, in grams; null for none.</param>
/// <param name="decimalSign">What the scale is known to write.</param>
internal sealed class SbiFormat(double? unit, DecimalSign decimalSign) : ILineFormat
{
    private const int CodeLength = 6;
    private const int BodyLength = 14;

    private readonly UnitMemory _unit = new(unit);

    /// <inheritdoc/>
    public string Expectation => "which is not SBI output of 16 or 22 characters: check Scale:Dialect, Scale:BaudRate and Scale:Framing";

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        var kind = WeightKind.Unknown;
        var isStatus = false;
        if (line.Length == CodeLength + BodyLength)
        {
            var code = line[..CodeLength].Trim((byte)' ');
            isStatus = code.SequenceEqual("Stat"u8);
            kind = KindOf(code);
            if (kind == WeightKind.Unknown && !isStatus && !code.IsEmpty)
            {
                return LineVerdict.NotUnderstood;
            }

            line = line[CodeLength..];
        }
        else if (line.Length != BodyLength)
        {
            return LineVerdict.NotUnderstood;
        }

        var word = line.Trim((byte)' ');
        if (StatusOf(word) is { } status)
        {
            return LineVerdict.Read(new LineReading(Grams.Zero, status, kind));
        }

        if (word.StartsWith("Err"u8) || word.StartsWith("ERR"u8) || word.EndsWith("ER"u8))
        {
            return LineVerdict.Refused(LineFaults.ScaleError);
        }

        if (isStatus || word is not [(>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-', ..])
        {
            // Nothing is shown, or an adjustment runs.
            return word.IsEmpty || word is [(byte)'C', ..] || word.SequenceEqual("--"u8) ? LineVerdict.Nothing : LineVerdict.NotUnderstood;
        }

        return word.SequenceEqual("--"u8) ? LineVerdict.Nothing
            : WeightText.TryRead(ref word, decimalSign, out var field) is { } fault ? LineVerdict.Refused(fault)
            : !word.IsEmpty ? LineVerdict.NotUnderstood
            : _unit.Resolve(field, out var grams) is { } unitFault ? LineVerdict.Refused(unitFault)
            : LineVerdict.Read(new LineReading(new Grams(grams), SampleStatus.Ok, kind));
    }

    /// <summary><c>N</c> and <c>N1</c> are net, <c>G#</c> is gross, <c>T</c>, <c>T1</c>, <c>T2</c> and <c>PT2</c> are tares.</summary>
    private static WeightKind KindOf(ReadOnlySpan<byte> code) => code switch
    {
        [(byte)'N'] or [(byte)'N', (byte)'1'] => WeightKind.Net,
        [(byte)'G'] or [(byte)'G', (byte)'#'] => WeightKind.Gross,
        [(byte)'T'] or [(byte)'T', _] or [(byte)'P', (byte)'T', ..] => WeightKind.Tare,
        _ => WeightKind.Unknown,
    };

    private static SampleStatus? StatusOf(ReadOnlySpan<byte> word) => word switch
    {
        [(byte)'H'] or [(byte)'H', (byte)'H'] => SampleStatus.Overload,
        [(byte)'H', (byte)'i', (byte)'g', (byte)'h'] => SampleStatus.Overload,
        [(byte)'L'] or [(byte)'L', (byte)'L'] => SampleStatus.Underload,
        [(byte)'L', (byte)'o', (byte)'w'] => SampleStatus.Underload,
        _ => null,
    };
}
