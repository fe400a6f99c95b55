using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>The parts of the station that have failed.</summary>
/// <param name="Bits">One bit for each <see cref="StationFault"/>.</param>
internal readonly record struct FaultSet(int Bits)
{
    /// <summary>Everything works.</summary>
    public static FaultSet None => default;

    /// <summary>True when everything works.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>Whether this part has failed.</summary>
    public bool Has(StationFault fault) => (Bits & (1 << (int)fault)) != 0;

    /// <summary>Returns the set with this part added.</summary>
    public FaultSet With(StationFault fault) => new(Bits | (1 << (int)fault));

    /// <summary>Returns the set without this part.</summary>
    public FaultSet Without(StationFault fault) => new(Bits & ~(1 << (int)fault));
}
