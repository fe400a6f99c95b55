using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StationAgent.Station;

namespace StationAgent.Signals;

/// <summary>Adds lamps and buzzer to a station.</summary>
internal static class SignalParts
{
    /// <summary>Adds the panel; does nothing for a station without lamps.</summary>
    public static IServiceCollection AddSignals(this IServiceCollection services, SignalOptions options) => options.Driver.Prepare is not { } prepare
        ? services
        : services.AddPart(provider =>
        {
            var logger = provider.GetRequiredService<ILogger<SignalPanel>>();
            return new SignalPanel(prepare(options, logger), options.OutcomeFor, provider.GetRequiredService<TimeProvider>(), logger);
        });
}
