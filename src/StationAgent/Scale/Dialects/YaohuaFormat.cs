using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// Yaohua XK3190, continuous format 1: STX, the sign, six digits, the number of decimals, the exclusive or of these as two hexadecimal digits, ETX (XK3190-A23p manual,
/// "Continuous communication format 1"; the A9 sends the same). It has neither a unit nor a status.
/// </summary>
/// <param name="unit">The indicator's unit, in grams.</param>
internal sealed class YaohuaFormat(double unit) : ILineFormat
{
    private const int Length = 10;
    private const int DecimalsAt = 7;

    /// <inheritdoc/>
    public string Expectation => "which is not the Yaohua continuous format of 12 bytes: check Scale:Dialect, Scale:BaudRate and Scale:Framing";

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        if (line.Length != Length || line[0] is not ((byte)'+' or (byte)'-') || line[DecimalsAt] is not (>= (byte)'0' and <= (byte)'5')
            || line[1..DecimalsAt].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return LineVerdict.NotUnderstood;
        }

        byte check = 0;
        foreach (var value in line[..(DecimalsAt + 1)])
        {
            check ^= value;
        }

        if (line[8] != Digit(check >> 4) || line[9] != Digit(check & 0x0F))
        {
            return LineVerdict.Refused(LineFaults.CheckSum);
        }

        var weight = 0;
        foreach (var digit in line[1..DecimalsAt])
        {
            weight = (weight * 10) + digit - '0';
        }

        var grams = weight / Math.Pow(10, line[DecimalsAt] - '0') * unit;
        return LineVerdict.Read(new LineReading(new Grams(line[0] == (byte)'-' ? -grams : grams), SampleStatus.Ok));
    }

    private static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);
}
