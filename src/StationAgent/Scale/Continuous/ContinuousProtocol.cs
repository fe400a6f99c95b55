using System.Text;

namespace StationAgent.Scale.Continuous;

/// <summary>A scale that streams lines by itself; nothing is sent to it.</summary>
/// <param name="pattern">The format of its lines.</param>
internal sealed class ContinuousProtocol(ContinuousPattern pattern) : ILineProtocol
{
    /// <summary>A scale that states gross and net one after the other does so from the beginning.</summary>
    private const int LinesToChoose = 4;

    private readonly LineMemo _memo = new();
    private WeightKind _kind;
    private int _lines;

    /// <inheritdoc/>
    public bool StartsInside => true;

    /// <inheritdoc/>
    public string? Identity => null;

    /// <inheritdoc/>
    public string Expectation =>
        "in which Scale:Pattern finds no value with a unit: check Scale:BaudRate, Scale:Framing and Scale:Pattern, and give Scale:Unit when lines have none";

    /// <inheritdoc/>
    public TimeSpan WakeAt => TimeSpan.MaxValue;

    /// <inheritdoc/>
    public LineStep Start(TimeSpan now) => LineStep.Nothing;

    /// <inheritdoc/>
    public LineStep Take(ReadOnlySpan<byte> line, TimeSpan now)
    {
        if (ToledoFrame.IsFrame(line))
        {
            return ToledoFrame.TryRead(line, out var weight, out var isNet, out var wrong)
                ? OfOneKind(weight with { Kind = isNet ? WeightKind.Net : WeightKind.Gross })
                : LineStep.Refused(wrong!);
        }

        if (_memo.TryFind(line, out var known))
        {
            return OfOneKind(known);
        }

        if (!pattern.TryRead(Encoding.Latin1.GetString(line), out var reading, out var problem))
        {
            return problem is null ? LineStep.NotUnderstood : LineStep.Refused(problem);
        }

        _memo.Keep(line, reading);
        return OfOneKind(reading);
    }

    /// <summary>
    /// Gross and net are two weights of one platform: mixed, they would be a load that jumps. The first kind counts as long as the line is open; a scale that states
    /// both is read by its gross weight.
    /// </summary>
    private LineStep OfOneKind(LineReading reading)
    {
        if (reading.Kind == WeightKind.Unknown || reading.Status != Weighing.SampleStatus.Ok)
        {
            return LineStep.Read(reading);
        }

        if (_kind == WeightKind.Unknown || (_lines < LinesToChoose && reading.Kind == WeightKind.Gross))
        {
            _kind = reading.Kind;
        }

        _lines++;
        return reading.Kind == _kind
            ? LineStep.Read(reading)
            : LineStep.Refused(
                reading.Kind == WeightKind.Net
                    ? "which is a net weight, while this scale's gross weight is read: clear its tare, and let it send the gross weight only"
                    : "which is a gross weight, while this scale's net weight is read: let it send the gross weight only, and restart the agent");
    }

    /// <inheritdoc/>
    public LineStep Wake(TimeSpan now) => LineStep.Nothing;
}
