using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// Kern balances: <c>M</c> or a blank, the sign, ten characters of weight, and the unit only when the weight is stable; <c>Error</c> in a fault (KERN FKB, PCB and KDE
/// manuals, "Description of the data transfer" and "Remote control").
/// </summary>
/// <param name="unit">The unit before any line has had one, in grams; null for none.</param>
/// <param name="decimalSign">What the scale is known to write.</param>
internal sealed class KernFormat(double? unit, DecimalSign decimalSign) : ILineFormat
{
    private readonly UnitMemory _unit = new(unit);

    /// <inheritdoc/>
    public string Expectation => "which is not a weight of a Kern balance: check Scale:Dialect, Scale:BaudRate and Scale:Framing";

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        var rest = line.Trim((byte)' ');
        if (rest.SequenceEqual("Error"u8))
        {
            return LineVerdict.Refused(LineFaults.ScaleError);
        }

        rest = rest is [(byte)'M', ..] ? rest[1..] : rest;
        if (rest.TrimStart((byte)' ') is not [(>= (byte)'0' and <= (byte)'9') or (byte)'-', ..])
        {
            return LineVerdict.NotUnderstood;
        }

        return WeightText.TryRead(ref rest, decimalSign, out var field) is { } fault ? LineVerdict.Refused(fault)
            : !rest.IsEmpty ? LineVerdict.NotUnderstood
            : _unit.Resolve(field, out var grams) is { } unitFault ? LineVerdict.Refused(unitFault)
            : LineVerdict.Read(new LineReading(new Grams(grams), SampleStatus.Ok));
    }
}
