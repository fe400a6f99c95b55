using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// CAS, 22 bytes with CR and LF: <c>ST,GS,</c>, the number of the device, a byte of lamps, a comma, eight characters of weight, a blank and the unit (CAS CI-600D manual,
/// "Serial data information"). The byte of lamps has bit 7 set: the line needs 8 data bits.
/// </summary>
/// <param name="decimalSign">What the scale is known to write.</param>
internal sealed class CasFormat(DecimalSign decimalSign) : ILineFormat
{
    private const int Length = 20;
    private const int LampsAt = 7;
    private const int DataAt = 9;
    private const byte AlwaysLit = 0x80;
    private const byte HoldLit = 0x10;

    /// <inheritdoc/>
    public string Expectation => "which is not the CAS format of 22 bytes: check Scale:Dialect, Scale:BaudRate, and that Scale:Framing has 8 data bits";

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        if (line.Length != Length || line[2] != (byte)',' || line[5] != (byte)',' || line[8] != (byte)',' || (line[LampsAt] & AlwaysLit) == 0)
        {
            return LineVerdict.NotUnderstood;
        }

        var kind = WeightKinds.Of([(char)line[3], (char)line[4]]);
        var isOver = line.StartsWith("OL"u8);
        if (kind == WeightKind.Unknown || (!isOver && !line.StartsWith("ST"u8) && !line.StartsWith("US"u8)))
        {
            return LineVerdict.NotUnderstood;
        }

        if ((line[LampsAt] & HoldLit) != 0)
        {
            return LineVerdict.Refused(LineFaults.Held);
        }

        if (isOver)
        {
            return LineVerdict.Read(new LineReading(Grams.Zero, SampleStatus.Overload, kind));
        }

        var rest = line[DataAt..];
        return WeightText.TryRead(ref rest, decimalSign, out var field) is { } fault ? LineVerdict.Refused(fault)
            : !rest.IsEmpty ? LineVerdict.NotUnderstood
            : field.GramsPerUnit is not { } unit ? LineVerdict.Refused(LineFaults.NoUnit)
            : LineVerdict.Read(new LineReading(new Grams(field.Value * unit), SampleStatus.Ok, kind));
    }
}
