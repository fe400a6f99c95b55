using System.Runtime.InteropServices;
using System.Text.Json;
using StationAgent.Cli;
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
            JsonNamingPolicy.SnakeCaseLower.ConvertName(options.Scale.Driver.ToString()),
            JsonNamingPolicy.SnakeCaseLower.ConvertName(options.Camera.Driver.ToString()),
            settings.Source.Model,
            storeEpoch,
            new VersionsState(
                VersionCommand.Text,
                RuntimeInformation.FrameworkDescription,
                RuntimeInformation.OSDescription,
                RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()),
            clock.BootId,
            clock.Wall);
    }
}
