using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using StationAgent.Camera;
using StationAgent.Clock;
using StationAgent.DropOff;
using StationAgent.Sensors;
using StationAgent.Station.Recording;
using StationAgent.Station.Reporting;
using StationAgent.Vision;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>The parts of one station, put together in the same way for the service and for a simulation.</summary>
internal static class StationParts
{
    /// <summary>
    /// Adds the loop and what runs its effects. The container must also have the settings, the outbox, the clocks, the classifier and a
    /// <see cref="StationStart"/>.
    /// </summary>
    public static IServiceCollection AddStationLoop(this IServiceCollection services) => services
        .AddSingleton(static provider => provider.GetRequiredService<StationSettings>().Source)
        .AddSingleton(static provider => provider.GetRequiredService<StationSettings>().Rules)
        .AddSingleton<EventFactory>()
        .AddSingleton<EventCommitter>()
        .AddSingleton<AlarmLimiter>()
        .AddSingleton(static _ => new FrameHub(new ReferenceRing()))
        .AddSingleton<IFrameTap>(static provider => provider.GetRequiredService<FrameHub>())
        .AddSingleton<RestWatch>()
        .AddSingleton<FrameLikeness>()
        .AddSingleton<ObjectFinder>()
        .AddSingleton<ClearViewWatch>()
        .AddSingleton<PictureDelayWatch>()
        .AddSingleton<PlatformView>()
        .AddPart<ReferenceObserver>()
        .AddSingleton(static provider =>
        {
            var settings = provider.GetRequiredService<StationSettings>();
            return new PieceCamera(
                provider.GetRequiredService<IFrameTap>(), settings.FramesPerPiece, settings.Rules.CaptureTimeout, provider.GetRequiredService<TimeProvider>());
        })
        .AddSingleton<PieceClassifier>()
        .AddSingleton<Indicators>()
        .AddSingleton<IEffectRunner, EffectRunner>()
        .AddSingleton(static provider =>
        {
            var rules = provider.GetRequiredService<DropOffRules>();
            return new LoadTracker(rules.Platform, provider.GetRequiredService<WeighingOptions>(), provider.GetRequiredService<StationStart>().Zero);
        })
        .AddPart(static provider =>
        {
            var start = provider.GetRequiredService<StationStart>();
            var rules = provider.GetRequiredService<DropOffRules>();
            return new StationLoop(
                provider.GetRequiredService<LoadTracker>(),
                rules,
                DropOffMachine.Start(provider.GetRequiredService<TimeProvider>().SinceBoot(), rules, start.Faults, start.Owed, start.IsInMaintenance),
                provider.GetRequiredService<IEffectRunner>(),
                provider.GetServices<IStationObserver>());
        })
        .AddSingleton<IStation>(static provider => provider.GetRequiredService<StationLoop>());

    /// <summary>Adds a part once, under its own type and under each of the station's interfaces that it implements.</summary>
    /// <typeparam name="T">The part.</typeparam>
    /// <param name="services">The container.</param>
    /// <param name="make">Makes it; null to call its constructor.</param>
    public static IServiceCollection AddPart<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services, Func<IServiceProvider, T>? make = null)
        where T : class
    {
        _ = make is null ? services.AddSingleton<T>() : services.AddSingleton(make);
        AddAs<IStationObserver, T>(services);
        AddAs<IStationTask, T>(services);
        AddAs<IHealthSource, T>(services);
        AddAs<IIndicator, T>(services);
        return services;
    }

    private static void AddAs<TSeam, T>(IServiceCollection services)
        where TSeam : class
        where T : class
    {
        if (typeof(TSeam).IsAssignableFrom(typeof(T)))
        {
            services.AddSingleton(static provider => (TSeam)(object)provider.GetRequiredService<T>());
        }
    }
}
