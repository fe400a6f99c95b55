using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// The continuous output of Mettler Toledo terminals, which many others send too: three status bytes, six characters of weight and six of tare. Decimals, gross or net,
/// sign, range, motion and unit are bits (Rice Lake 480 manual, "Toledo indicator format"; KERN FTC and Mettler Toledo IND445 manuals, "TOLEDO Continuous mode"; Triner TS-700
/// manual for status byte C). Pure; does not allocate.
/// </summary>
internal sealed class ToledoFormat : ILineFormat
{
    private const int StatusLength = 3;
    private const int Digits = 6;

    // Status byte A: bits 0 to 2 are the place of the decimal sign, bits 3 and 4 the step of the display, which is never 0.
    private const byte DecimalMask = 0x07;
    private const byte StepMask = 0x18;

    // Two zeros behind the digits for 0, one for 1, none for 2, one decimal for 3 and so on.
    private const int PlaceOfOnes = 2;

    private const byte Net = 0x01;
    private const byte Negative = 0x02;
    private const byte OutOfRange = 0x04;
    private const byte Kilograms = 0x10;
    private const byte NoZero = 0x40;

    private const byte UnitMask = 0x07;
    private const byte ExpandedByTen = 0x10;

    /// <summary>Bit 5 is set and bit 7 is not in each status byte, so that none of them is a control character.</summary>
    private const byte AlwaysSet = 0x20;

    private const byte NeverSet = 0x80;

    /// <inheritdoc/>
    public string Expectation => "which is not Toledo continuous output: check Scale:Dialect, Scale:BaudRate and Scale:Framing";

    /// <summary>True when what stands between STX and CR has the form of such a frame, whatever its values are.</summary>
    public static bool IsFrame(ReadOnlySpan<byte> frame) =>
        frame.Length is ToledoFrames.LongLength or ToledoFrames.ShortLength
        && IsStatus(frame[0])
        && IsStatus(frame[1])
        && IsStatus(frame[2])
        && (frame[0] & StepMask) != 0
        && IsNumber(frame.Slice(StatusLength, Digits))
        && (frame.Length == ToledoFrames.ShortLength || IsNumber(frame[(StatusLength + Digits)..]));

    /// <inheritdoc/>
    public IFrameSplitter CreateSplitter(bool startsInside) => new ToledoFrames();

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        if (line.Length == ToledoFrames.DamagedLength)
        {
            return LineVerdict.Refused(LineFaults.CheckSum);
        }

        if (!IsFrame(line))
        {
            return LineVerdict.NotUnderstood;
        }

        var (first, second, third) = (line[0], line[1], line[2]);
        var kind = (second & Net) != 0 ? WeightKind.Net : WeightKind.Gross;
        var isNegative = (second & Negative) != 0;
        if ((second & NoZero) != 0)
        {
            return LineVerdict.Refused(LineFaults.NotZeroed);
        }

        if ((second & OutOfRange) != 0)
        {
            return LineVerdict.Read(new LineReading(Grams.Zero, isNegative ? SampleStatus.Underload : SampleStatus.Overload, kind));
        }

        if ((third & ExpandedByTen) != 0)
        {
            return LineVerdict.Refused(LineFaults.Expanded);
        }

        ReadOnlySpan<byte> unit = (third & UnitMask) switch
        {
            0 => (second & Kilograms) != 0 ? "kg"u8 : "lb"u8,
            1 => "g"u8,
            3 => "oz"u8,
            _ => default,
        };
        if (!MassUnit.TryParse(unit, out var gramsPerUnit))
        {
            return LineVerdict.Refused(LineFaults.UnknownUnit);
        }

        var digits = 0;
        foreach (var digit in line.Slice(StatusLength, Digits))
        {
            digits = (digits * 10) + (digit == (byte)' ' ? 0 : digit - '0');
        }

        var decimals = (first & DecimalMask) - PlaceOfOnes;
        var value = decimals < 0 ? digits * Math.Pow(10, -decimals) : digits / Math.Pow(10, decimals);
        var grams = value * gramsPerUnit;
        return LineVerdict.Read(new LineReading(new Grams(isNegative ? -grams : grams), SampleStatus.Ok, kind));
    }

    private static bool IsStatus(byte value) => (value & (AlwaysSet | NeverSet)) == AlwaysSet;

    /// <summary>Blanks, then digits.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> text) =>
        text[^1] != (byte)' ' && !text.TrimStart((byte)' ').ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
