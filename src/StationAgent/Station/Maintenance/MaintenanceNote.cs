using StationAgent.Configuration;
using StationAgent.Contracts.Maintenance;

namespace StationAgent.Station.Maintenance;

/// <summary>The note in the store that says whether the station is in maintenance, in one line of text.</summary>
internal static class MaintenanceNote
{
    /// <summary>The key of the note.</summary>
    public const string Key = "maintenance";

    private const string On = "on";
    private const string Off = "off";

    /// <summary>Reads the note; null when the station is not in maintenance.</summary>
    public static MaintenanceWhy? Parse(string? text) => text?.Split(' ') is [On, var why]
        ? Array.Find(Enum.GetValues<MaintenanceWhy>(), one => EnumText.NameOf(one) == why)
        : null;

    /// <summary>Writes the note.</summary>
    public static string Format(MaintenanceChange change, MaintenanceWhy why) => change == MaintenanceChange.Started ? $"{On} {EnumText.NameOf(why)}" : Off;
}
