using StationAgent.Weighing;

namespace StationAgent.Benchmarks.ScaleDay;

/// <summary>A day of a bad scale.</summary>
internal sealed record ScaleDayOptions
{
    /// <summary>Where noise, drift and visitors begin.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Tray or bin.</summary>
    public PlatformKind Platform { get; init; } = PlatformKind.Tray;

    /// <summary>Pieces of 15 g to 5 kg, spread over the day.</summary>
    public int DropOffs { get; init; } = 500;

    /// <summary>Samples a second.</summary>
    public double Rate { get; init; } = 10;

    /// <summary>Drift that goes on in one direction all day, in grams an hour; a walk of up to 10 g an hour either way comes on top.</summary>
    public double SteadyDrift { get; init; } = 20;

    /// <summary>Share of a load by which the cell gives way in the minutes after it came.</summary>
    public double CreepShare { get; init; } = 0.0005;

    /// <summary>How long a piece must stay before it counts.</summary>
    public TimeSpan WithdrawalWindow { get; init; } = TimeSpan.FromSeconds(5);
}
