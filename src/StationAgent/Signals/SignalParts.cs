using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StationAgent.Station;

namespace StationAgent.Signals;

/// <summary>Adds lamps, buzzer and display to a station.</summary>
internal static class SignalParts
{
    /// <summary>Adds the panel; does nothing for a station without lamps.</summary>
    public static IServiceCollection AddSignals(this IServiceCollection services, SignalOptions options) => options.Driver.Prepare is not { } prepare
        ? services
        : services.AddPart(provider =>
        {
            var logger = provider.GetRequiredService<ILogger<SignalPanel>>();
            return new SignalPanel(prepare(options, logger), options.OutcomeFor, provider.GetRequiredService<TimeProvider>(), logger, options.Driver.HasOneLamp);
        });

    /// <summary>Adds what is shown to visitors to the log.</summary>
    public static IServiceCollection AddVisitorLog(this IServiceCollection services, DisplayOptions options) =>
        services.AddPart(provider => new LogIndicator(options.Language, provider.GetRequiredService<ILogger<LogIndicator>>()));

    /// <summary>Adds the display; does nothing for a station without one.</summary>
    public static IServiceCollection AddDisplay(this IServiceCollection services, DisplayOptions options) => options.Driver.Open is not { } open
        ? services
        : services.AddPart(provider => new VisitorDisplay(
            () => open(options), options.Language, options.OutcomeFor, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<VisitorDisplay>>()));
}
