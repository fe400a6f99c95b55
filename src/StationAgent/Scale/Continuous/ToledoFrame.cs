using System.Buffers;
using StationAgent.Weighing;

namespace StationAgent.Scale.Continuous;

/// <summary>
/// Reads the continuous output of Mettler Toledo terminals, which many others imitate: STX, three status bytes, six digits of weight, six of tare, and with some a
/// check sum. Sign, overload, unit and decimals are bits of the status bytes (Mettler Toledo IND560 technical manual, appendix "Continuous mode": status bytes A, B and
/// C). Pure; does not allocate.
/// </summary>
internal static class ToledoFrame
{
    private const byte StartOfText = 0x02;
    private const int Digits = 6;
    private const int Header = 4;
    private const int Length = Header + Digits + Digits;

    /// <summary>Bit 5 is set in each status byte, so that none of them is a control character.</summary>
    private const byte AlwaysSet = 0x20;

    private static readonly SearchValues<byte> DigitsAndBlanks = SearchValues.Create("0123456789 "u8);

    private const byte DecimalMask = 0x07;
    private const byte Net = 0x01;
    private const byte Negative = 0x02;
    private const byte OutOfRange = 0x04;
    private const byte Kilograms = 0x10;
    private const byte NotZeroed = 0x40;
    private const byte UnitMask = 0x07;
    private const byte Expanded = 0x10;

    /// <summary>True when a line has the form of such a frame, whatever its values are.</summary>
    public static bool IsFrame(ReadOnlySpan<byte> line) =>
        line.Length is Length or Length + 1
        && line[0] == StartOfText
        && IsStatus(line[1])
        && IsStatus(line[2])
        && IsStatus(line[3])
        && !line[Header..Length].ContainsAnyExcept(DigitsAndBlanks);

    /// <summary>Reads a frame.</summary>
    /// <param name="line">The frame without its carriage return, with or without the check sum.</param>
    /// <param name="reading">What it says.</param>
    /// <param name="isNet">True for a weight less a tare.</param>
    /// <param name="problem">Why it cannot be used; null when it can.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, out LineReading reading, out bool isNet, out string? problem)
    {
        reading = default;
        isNet = (line[2] & Net) != 0;
        problem = null;
        if ((line[2] & NotZeroed) != 0)
        {
            problem = "in which the terminal says that it has not found its zero since it was switched on: clear the platform and press its ZERO key";
            return false;
        }

        if ((line[2] & OutOfRange) != 0)
        {
            reading = new LineReading(Grams.Zero, (line[2] & Negative) != 0 ? SampleStatus.Underload : SampleStatus.Overload);
            return true;
        }

        if (GramsOf(line[2], line[3]) is not { } grams)
        {
            problem = "in which the unit of the Toledo format is not g, kg, lb or oz";
            return false;
        }

        double value = 0;
        foreach (var digit in line.Slice(Header, Digits))
        {
            value = (value * 10) + (digit == (byte)' ' ? 0 : digit - '0');
        }

        // 0: hundreds, 1: tens, 2: ones, 3: tenths and so on; with the expanded resolution one more digit.
        var decimals = (line[1] & DecimalMask) - 2 + ((line[3] & Expanded) != 0 ? 1 : 0);
        value *= Math.Pow(10, -decimals) * grams;
        reading = new LineReading(new Grams((line[2] & Negative) != 0 ? -value : value), SampleStatus.Ok);
        return true;
    }

    private static bool IsStatus(byte value) => (value & 0x80) == 0 && (value & AlwaysSet) != 0;

    private static double? GramsOf(byte second, byte third) => (third & UnitMask) switch
    {
        0 => (second & Kilograms) != 0 ? 1_000 : MassUnit.TryParse("lb", out var pound) ? pound : null,
        1 => 1,
        3 => MassUnit.TryParse("oz", out var ounce) ? ounce : null,
        _ => null,
    };
}
