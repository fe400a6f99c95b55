using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StationAgent.Gpio;
using StationAgent.Station;
using StationAgent.Station.Grading;
using StationAgent.Station.Maintenance;

namespace StationAgent.Hosting;

/// <summary>Adds what staff use: maintenance, grading, and their keys.</summary>
internal static class StaffParts
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddStaff(this IServiceCollection services, MaintenanceOptions options) => services
        .AddSingleton(options)
        .AddSingleton<Grader>()
        .AddSingleton<GradeCandidates>()
        .AddSingleton<MaintenanceControl>()
        .AddSingleton<GradingKeys>()
        .AddPart(provider => new StaffKeys(
            () => GpioChip.Open(options.GpioChip),
            options,
            provider.GetRequiredService<MaintenanceControl>(),
            provider.GetRequiredService<GradingKeys>().PressAsync,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StaffKeys>>()));
}
