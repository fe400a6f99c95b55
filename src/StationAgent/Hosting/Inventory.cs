using System.Runtime.InteropServices;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.Station;

namespace StationAgent.Hosting;

/// <summary>What this station consists of, for <c>state/inventory</c>.</summary>
internal static class Inventory
{
    public static InventoryState Read(AgentOptions options, StationSettings settings, string storeEpoch)
    {
        var clock = ClockSource.OfThisMachine().Read();
        return new InventoryState(
            options.Station.Id,
            options.Station.Device,
            options.Station.Platform,
            options.Scale.Driver.Name,
            options.Camera.Driver.Name,
            settings.Source.Model,
            storeEpoch,
            new VersionsState(
                AgentVersion.Text,
                RuntimeInformation.FrameworkDescription,
                RuntimeInformation.OSDescription,
                RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()),
            clock.BootId,
            clock.Wall);
    }
}
