using StationAgent.Configuration;
using StationAgent.Contracts;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>The names of the device and how often it reports: section <c>Station</c>.</summary>
internal sealed record StationOptions
{
    private const string Name = "1 to 64 letters, digits, '.', '_' or '-', not starting with '.' or '-'";

    public string Id { get; init; } = "demo";

    public string Device { get; init; } = "demo-01";

    public PlatformKind Platform { get; init; } = PlatformKind.Tray;

    public TimeSpan MetricsInterval { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan HealthInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The keys of this section.</summary>
    public static OptionsSchema<StationOptions> Schema { get; } = new OptionsSchema<StationOptions>(new StationOptions())
        .Text("Id", Name, DeviceIdentity.IsValidName, o => o.Id, (o, v) => o with { Id = v }, "Name of the station; a level of every topic.")
        .Text(
            "Device", Name, DeviceIdentity.IsValidName, o => o.Device, (o, v) => o with { Device = v },
            "Name of the device; a level of every topic, and the MQTT client ID.")
        .Choice("Platform", o => o.Platform, (o, v) => o with { Platform = v }, "What pieces are put on: a tray that is cleared, or a bin that fills up.")
        .Duration(
            "MetricsInterval", TimeSpan.Zero, TimeSpan.FromHours(1), o => o.MetricsInterval, (o, v) => o with { MetricsInterval = v },
            "How often tele/metrics is sent; 0 for never.")
        .Duration(
            "HealthInterval", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), o => o.HealthInterval, (o, v) => o with { HealthInterval = v },
            "How often state/health is sent when nothing changes.");

    /// <summary>The names that identify the device.</summary>
    public DeviceIdentity Identity => new(Id, Device);
}
