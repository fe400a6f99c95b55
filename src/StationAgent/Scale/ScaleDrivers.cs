using StationAgent.Scale.Continuous;
using StationAgent.Scale.Dialects;
using StationAgent.Scale.Hid;
using StationAgent.Scale.Iot;
using StationAgent.Scale.LoadCell;
using StationAgent.Scale.MtSics;

namespace StationAgent.Scale;

/// <summary>Every scale driver. Configuration, service, <c>doctor</c> and documentation work from this table.</summary>
internal static class ScaleDrivers
{
    /// <summary>The simulated station's scale.</summary>
    public static ScaleDriver Simulated { get; } = new(
        "simulated", static (_, services) => services.OpenSimulated, "Report it with a bundle (doctor --bundle FILE).")
    { IsSimulated = true };

    /// <summary>Every driver, in the order in which they are shown.</summary>
    public static IReadOnlyList<ScaleDriver> All { get; } =
    [
        Simulated,
        MtSicsDriver.Entry,
        ContinuousDriver.Entry,
        PolledDriver.Entry,
        HidDriver.Entry,
        Hx711IioDriver.Entry,
        Hx711GpioDriver.Entry,
        IotHx711Driver.Entry,
    ];
}
