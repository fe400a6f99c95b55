using Microsoft.Extensions.Logging;
using StationAgent.BinLevel.Levels;
using StationAgent.Contracts;
using StationAgent.Gpio;
using StationAgent.Hosting;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;

namespace StationAgent.BinLevel;

/// <summary>Chooses the watch over the bin that the configuration names.</summary>
internal static class BinWatches
{
    /// <summary>Makes the watch; nothing is opened yet.</summary>
    /// <param name="options">The configuration, checked.</param>
    /// <param name="outbox">Keeps what has to survive a restart.</param>
    /// <param name="raise">Stores an alarm: cause and detail.</param>
    /// <param name="time">Station time.</param>
    /// <param name="logger">For the watch.</param>
    /// <returns>Null for a station that does not watch its bin.</returns>
    public static IBinWatch? Choose(
        BinLevelOptions options, Outbox outbox, Func<string, string, CancellationToken, Task> raise, TimeProvider time, ILogger<IBinWatch> logger)
    {
        BinReport Report(BinLevelSource source) => new(source, new FillJudge(options.NearlyFullShare, options.FullShare), raise, logger);
        DistanceWatch Distance(IDistanceSensor sensor) => new(
            sensor, new DistanceLevel(options.EmptyMillimetres!.Value, options.FullMillimetres!.Value), Report(BinLevelSource.Distance), time);
        return options.Driver switch
        {
            BinLevelDriver.None => null,
            BinLevelDriver.Distance => Distance(
                new HcSr04(() => GpioChip.Open(options.GpioChip), options.TriggerPin!.Value, options.EchoPin!.Value, time)),
            BinLevelDriver.IotDistance => Distance(BindingDrivers.Distance(options, time)),
            BinLevelDriver.Mass => new MassWatch(
                new Grams(options.CapacityGrams!.Value),
                outbox.GetNote(MassWatch.EmptyLoadNote),
                Report(BinLevelSource.Mass),
                (text, cancellationToken) => outbox.SetNoteAsync(MassWatch.EmptyLoadNote, text, cancellationToken),
                logger),
            _ => throw new InvalidOperationException($"Bin:Level:Driver {options.Driver} has no driver."),
        };
    }
}
