using System.Collections.Immutable;
using StationAgent.Contracts.Carbon;
using StationAgent.DropOff;
using StationAgent.Simulation.SensorFaults;

namespace StationAgent.Simulation;

/// <summary>What a simulation is asked to do.</summary>
internal sealed record SimulateOptions
{
    /// <summary>The same seed gives the same pieces, masses, scores and outcomes. Any number of 32 bits, with or without a sign: -1 is the same as 4294967295.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The 32 bits of <see cref="Seed"/>.</summary>
    public int SeedBits => unchecked((int)Seed);

    /// <summary>How many pieces are presented, 1 to 100,000.</summary>
    public int DropOffs { get; init; } = 12;

    /// <summary>Virtual seconds for each real second; positive infinity runs as fast as the machine can.</summary>
    public double Speed { get; init; } = 5;

    /// <summary>Kept over runs when named; otherwise a folder that is deleted at the end.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The broker; null for an embedded one on loopback.</summary>
    public Uri? Broker { get; init; }

    /// <summary>Photos or cut-out pieces to lay on the platform; null for the pieces that ship with the program, which also replace missing kinds.</summary>
    public string? PhotosDirectory { get; init; }

    /// <summary>The broker is unreachable while these drop-offs are presented, counted from 1: from the first number until just before the second.</summary>
    public (int From, int To)? Offline { get; init; }

    /// <summary>After half of the drop-offs the device's wall clock jumps by this.</summary>
    public TimeSpan ClockJump { get; init; }

    /// <summary>The ways in which sensors fail and hands cheat; empty for none.</summary>
    public ImmutableArray<SensorFaultKind> SensorFaults { get; init; } = [];

    /// <summary>Pieces pile up in a bin instead of being carried off a tray.</summary>
    public bool Bin { get; init; }

    /// <summary>The carbon factors.</summary>
    public FactorsDocument Factors { get; init; } = FactorsDocument.Shipped;

    /// <summary>By which rules the station judges; the platform is set by <see cref="Bin"/>.</summary>
    public DropOffRules Rules { get; init; } = new();
}
