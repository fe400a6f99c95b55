using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// A CAS scale that is asked as by a cash register: ENQ, answered by ACK; DC1, answered by SOH, STX, <c>S</c> or <c>U</c> for stable or not, the sign, six characters
/// of weight, the unit, the exclusive or of all these, ETX, EOT (CAS AP-1 protocol; Ohaus Aviator 7000 service manual, "ECR" protocol, whose sign <c>F</c> is an overload).
/// </summary>
internal sealed class CasEnquiryFormat : ILineFormat
{
    /// <summary>ENQ: asks whether the scale is ready.</summary>
    public const byte Enquiry = 0x05;

    /// <summary>ACK: the scale is ready.</summary>
    public const byte Acknowledge = 0x06;

    /// <summary>NAK: the scale is not ready.</summary>
    public const byte Refuse = 0x15;

    // DC1: asks for the weight.
    private static readonly byte[] AskWeight = [0x11];

    /// <inheritdoc/>
    public string Expectation => "which is not the answer of a CAS scale to ENQ and DC1: check Scale:Dialect, Scale:BaudRate and Scale:Framing";

    /// <inheritdoc/>
    public IFrameSplitter CreateSplitter(bool startsInside) => new CasEnquiryFrames();

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Continue(ReadOnlySpan<byte> line) => line is [Acknowledge] ? AskWeight : default;

    /// <inheritdoc/>
    public LineVerdict Read(ReadOnlySpan<byte> line)
    {
        if (line is [Acknowledge or Refuse])
        {
            return LineVerdict.Nothing;
        }

        if (line.Length != CasEnquiryFrames.BlockLength || line[0] is not ((byte)'S' or (byte)'U'))
        {
            return LineVerdict.NotUnderstood;
        }

        byte check = 0;
        foreach (var value in line)
        {
            check ^= value;
        }

        if (check != 0)
        {
            return LineVerdict.Refused(LineFaults.CheckSum);
        }

        if (line[1] == (byte)'F')
        {
            return LineVerdict.Read(new LineReading(Grams.Zero, SampleStatus.Overload));
        }

        var rest = line[1..^1];
        return WeightText.TryRead(ref rest, DecimalSign.Point, out var field) is { } fault ? LineVerdict.Refused(fault)
            : !rest.IsEmpty ? LineVerdict.NotUnderstood
            : field.GramsPerUnit is not { } unit ? LineVerdict.Refused(LineFaults.NoUnit)
            : LineVerdict.Read(new LineReading(new Grams(field.Value * unit), SampleStatus.Ok));
    }
}
