using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// Postal scales in pounds and ounces: <c>2:05.5 lb:oz</c> (Ohaus Courier 5000 manual, unit 20) or <c>2LB 05.5OZ</c> (Ohaus Aviator 7000 service manual). A line with
/// another unit is not used.
/// </summary>
internal sealed class PoundsOuncesFormat : ILineFormat
{
    /// <inheritdoc/>
    public string Expectation => "which is not a weight in pounds and ounces: check Scale:Dialect and the scale's unit";

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        if (!line.Contains((byte)':') && line.IndexOfAny((byte)'o', (byte)'O') < 0)
        {
            return LineVerdict.NotUnderstood;
        }

        var rest = line;
        if (WeightText.TryRead(ref rest, DecimalSign.Point, out var field) is { } fault)
        {
            return LineVerdict.Refused(fault);
        }

        // Some print a question mark behind a weight that moves.
        rest = rest is [(byte)'?', ..] ? rest[1..].TrimStart((byte)' ') : rest;
        var kind = WeightKind.Unknown;
        return !rest.IsEmpty && !WeightText.TryTakeKind(ref rest, out kind) ? LineVerdict.NotUnderstood
            : !rest.IsEmpty || field.GramsPerUnit is not { } unit ? LineVerdict.NotUnderstood
            : LineVerdict.Read(new LineReading(new Grams(field.Value * unit), SampleStatus.Ok, kind));
    }
}
