using Microsoft.Extensions.Logging;
using StationAgent.Camera;
using StationAgent.Clock;
using StationAgent.DropOff;
using StationAgent.Telemetry.Outbox;
using StationAgent.Vision;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>The parts of one station, put together in the same way for the service and for a simulation.</summary>
internal sealed class StationParts : IDisposable
{
    /// <summary>A bin takes a new reference when load and picture have rested for so long.</summary>
    private static readonly TimeSpan BinRest = TimeSpan.FromSeconds(2);

    private readonly PieceClassifier _classifier;

    /// <summary>Puts a station together.</summary>
    /// <param name="settings">What it is set to.</param>
    /// <param name="outbox">Where its events are stored.</param>
    /// <param name="recogniser">What looks at pictures.</param>
    /// <param name="events">Makes its events.</param>
    /// <param name="time">Station time: real or virtual.</param>
    /// <param name="indicator">What the person sees.</param>
    /// <param name="owed">What the start has to say about the last drop-off before it; null for nothing.</param>
    /// <param name="faults">What is known to be failed at the start; each part comes back by its first sign of life.</param>
    /// <param name="zero">Keeps the zero of the scale over restarts; null to start without one.</param>
    /// <param name="tap">Makes the source of frames; null for the live camera, which the hub hands on.</param>
    /// <param name="observers">See what goes on.</param>
    /// <param name="loggers">Makes loggers.</param>
    public StationParts(
        StationSettings settings,
        Outbox outbox,
        PieceRecogniser recogniser,
        EventFactory events,
        TimeProvider time,
        IIndicator indicator,
        Amendment? owed,
        FaultSet faults,
        ZeroKeeper? zero,
        Func<FrameHub, IFrameTap>? tap,
        IEnumerable<IStationObserver> observers,
        ILoggerFactory loggers)
    {
        Hub = new FrameHub(new ReferenceRing());
        Rest = new RestWatch(Hub, recogniser, BinRest);
        Committer = new EventCommitter(outbox);
        _classifier = new PieceClassifier(recogniser);
        Alarms = new AlarmLimiter(events, Committer, time, loggers.CreateLogger<AlarmLimiter>());
        var camera = new PieceCamera(tap?.Invoke(Hub) ?? Hub, settings.FramesPerPiece, settings.Rules.CaptureTimeout, time);
        var effects = new EffectRunner(camera, _classifier, events, Committer, Alarms, Rest, indicator, time, loggers.CreateLogger<EffectRunner>());
        var tracker = new LoadTracker(settings.Rules.Platform, settings.Weighing, zero?.Read());
        zero?.Watch(tracker);
        Loop = new StationLoop(
            tracker,
            settings.Rules,
            DropOffMachine.Start(time.SinceBoot(), settings.Rules, faults, owed),
            effects,
            zero is null ? [Rest, .. observers] : [Rest, zero, .. observers]);
    }

    /// <summary>The loop that owns the machine.</summary>
    public StationLoop Loop { get; }

    /// <summary>Takes the frames of the camera.</summary>
    public FrameHub Hub { get; }

    /// <summary>Watches for a bin that rests.</summary>
    public RestWatch Rest { get; }

    /// <summary>Writes events.</summary>
    public EventCommitter Committer { get; }

    /// <summary>Writes alarms, one per cause and hour.</summary>
    public AlarmLimiter Alarms { get; }

    /// <inheritdoc/>
    public void Dispose() => _classifier.Dispose();
}
