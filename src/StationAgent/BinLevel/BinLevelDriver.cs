using StationAgent.Configuration;
using StationAgent.Gpio;

namespace StationAgent.BinLevel;

/// <summary>A way to determine how full the bin is: one entry of <see cref="BinLevelDrivers.All"/>.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Open">Creates the part that watches the bin; null for a station that does not watch it.</param>
internal sealed record BinLevelDriver(string Name, Func<BinLevelOptions, BinLevelServices, IBinWatch>? Open)
{
    /// <summary>What in section <c>Bin:Level</c> does not suit this driver.</summary>
    public Func<BinLevelOptions, IEnumerable<KeyFault>> Check { get; init; } = static _ => [];

    /// <summary>The GPIO lines it uses.</summary>
    public Func<BinLevelOptions, IEnumerable<GpioLine>> Lines { get; init; } = static _ => [];

    /// <summary>The kernel's files of buses that it uses.</summary>
    public Func<BinLevelOptions, IEnumerable<DeviceFile>> Files { get; init; } = static _ => [];

    /// <summary>True when pieces must stay where they are weighed; on a tray they do not stay.</summary>
    public bool NeedsBin { get; init; }
}
