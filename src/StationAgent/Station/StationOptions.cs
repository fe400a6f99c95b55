using StationAgent.Contracts;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Section <c>Station</c>.</summary>
internal sealed class StationOptions
{
    /// <summary>Name of the station.</summary>
    public string Id { get; set; } = "demo";

    /// <summary>Name of the device, also its MQTT client id.</summary>
    public string Device { get; set; } = "demo-01";

    /// <summary>What pieces are put on.</summary>
    public PlatformKind Platform { get; set; } = PlatformKind.Tray;

    /// <summary>How often <c>state/health</c> is sent when nothing changes.</summary>
    public TimeSpan HealthInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often <c>tele/metrics</c> is sent; zero for never.</summary>
    public TimeSpan MetricsInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The names under which the device speaks.</summary>
    public DeviceIdentity Identity => new(Id, Device);
}
