using Microsoft.Extensions.DependencyInjection;
using StationAgent.Station;

namespace StationAgent.BinLevel;

/// <summary>Adds the part that watches the bin to a station.</summary>
internal static class BinLevelParts
{
    /// <summary>Adds the part; does nothing for a station that does not watch its bin.</summary>
    public static IServiceCollection AddBinLevel(this IServiceCollection services, BinLevelOptions options) => options.Driver.Open is not { } open
        ? services
        : services.AddSingleton<BinLevelServices>().AddPart(provider => open(options, provider.GetRequiredService<BinLevelServices>()));
}
