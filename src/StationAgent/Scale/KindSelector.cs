using StationAgent.Weighing;

namespace StationAgent.Scale;

/// <summary>
/// Keeps to one kind of weight as long as a line is open. Gross and net are two weights of one platform: mixed, they would be a load that jumps by the tare. A tare is
/// never a mass.
/// </summary>
/// <param name="configured">The kind that the configuration names.</param>
internal sealed class KindSelector(GrossOrNet configured)
{
    /// <summary>A scale that sends both sends its gross weight among the first lines; until then a net weight is not used.</summary>
    private const int NetLinesToBelieve = 3;

    private WeightKind _kind = configured switch
    {
        GrossOrNet.Gross => WeightKind.Gross,
        GrossOrNet.Net => WeightKind.Net,
        _ => WeightKind.Unknown,
    };

    private int _netLines;

    /// <summary>What follows from a reading.</summary>
    public LineStep Of(in LineReading reading)
    {
        if (reading.Kind == WeightKind.Tare)
        {
            return LineStep.Refused(LineFaults.Tare);
        }

        if (reading.Kind == WeightKind.Unknown || reading.Status != SampleStatus.Ok)
        {
            return LineStep.Read(reading);
        }

        if (_kind == WeightKind.Unknown)
        {
            if (reading.Kind == WeightKind.Net && ++_netLines < NetLinesToBelieve)
            {
                return LineStep.Nothing;
            }

            _kind = reading.Kind;
        }

        return reading.Kind == _kind ? LineStep.Read(reading)
            : configured != GrossOrNet.Any ? LineStep.Refused(LineFaults.OtherKind)
            : LineStep.Refused(_kind == WeightKind.Gross ? LineFaults.NetBesideGross : LineFaults.GrossBesideNet);
    }
}
