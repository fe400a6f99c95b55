using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StationAgent.Camera;
using StationAgent.DropOff;
using StationAgent.Scale;
using StationAgent.Sensors;
using StationAgent.Station;
using StationAgent.Telemetry.Delivery;
using StationAgent.Vision;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Imaging;
using StationAgent.Weighing;

namespace StationAgent.Hosting;

/// <summary>
/// Runs the station: sensors, ticks, loop, zero, storage guard, health, clock, delivery. They all run until the service is stopped; should one end or
/// fail before, the process ends with exit code 1 and is started anew, because a station that runs in part would lie.
/// </summary>
internal sealed class StationService(
    StationParts parts,
    StationSensors sensors,
    ZeroKeeper zero,
    StationExtras extras,
    StorageGuard storage,
    HealthReporter health,
    ClockReporter clock,
    TroubleAlarms troubles,
    MetricsReporter metrics,
    TelemetryService telemetry,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<StationService> logger) : BackgroundService
{
    private static readonly TimeSpan ScaleSilence = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CameraSilence = TimeSpan.FromSeconds(2);

    private readonly CameraHealth _cameraHealth = new(
        new CameraObserver(sensors.IsCameraLive), (signal, cancellationToken) => parts.Loop.PostAsync(StationInput.Of(signal), cancellationToken));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        parts.Committer.TellOfFailures(storage.OnFailed);
        using var sensing = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var delivering = new CancellationTokenSource();
        Task[] station =
        [
            parts.Loop.RunAsync(sensing.Token),
            ScaleReader().RunAsync(sensing.Token),
            CameraReader().RunAsync(sensing.Token),
            Ticker.RunAsync(PostAsync, () => parts.Loop.State is DropOffState.Ready, time, sensing.Token),
            zero.RunAsync(sensing.Token),
            storage.RunAsync(sensing.Token),
            health.RunAsync(sensing.Token),
            clock.RunAsync(sensing.Token),
            troubles.RunAsync(parts.Alarms, sensing.Token),
            metrics.RunAsync(sensing.Token),
            .. extras.RunAll(sensing.Token),
        ];
        var delivery = telemetry.RunAsync(delivering.Token);
        try
        {
            var first = await Task.WhenAny([.. station, delivery]);
            if (!stoppingToken.IsCancellationRequested)
            {
                Log.PartEnded(logger, first.Exception?.GetBaseException());
                Environment.ExitCode = Cli.ExitCodes.Failure;
                lifetime.StopApplication();
            }
        }
        finally
        {
            // The station stops first, so that what it stored last still goes out before the clean end is told.
            await sensing.CancelAsync();
            await Task.WhenAll(station).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await delivering.CancelAsync();
            await delivery.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private SensorReader<IScale, ScaleSample> ScaleReader() => new(
        StationFault.Scale,
        sensors.OpenScale,
        static (scale, cancellationToken) => scale.NextAsync(cancellationToken),
        async (sample, cancellationToken) =>
        {
            await parts.Loop.PostAsync(StationInput.Of(sample), cancellationToken);
            return ReadingVerdict.Good;
        },
        ScaleSilence,
        PostAsync,
        time,
        logger);

    private SensorReader<IFrameSource, Frame> CameraReader() => new(
        StationFault.Camera,
        () =>
        {
            // A camera that was lost may look elsewhere when it comes back.
            parts.Hub.Forget();
            return sensors.OpenCamera();
        },
        static (camera, cancellationToken) => camera.NextAsync(cancellationToken),
        HandleFrameAsync,
        CameraSilence,
        PostAsync,
        time,
        logger);

    private async ValueTask<ReadingVerdict> HandleFrameAsync(Frame frame, CancellationToken cancellationToken)
    {
        if (FrameHeader.ProblemOf(frame.Jpeg.Span) is { } problem)
        {
            return ReadingVerdict.Wrong(problem);
        }

        if (await _cameraHealth.ProblemOfAsync(frame, parts.Loop.State, cancellationToken) is { } useless)
        {
            parts.Hub.Forget();
            return ReadingVerdict.Wrong(useless);
        }

        parts.Hub.Offer(frame);
        if (parts.Rest.Offer(frame))
        {
            await PostAsync(new StationSignal.Rested(frame.At), cancellationToken);
        }

        // Without a picture of the platform before a piece comes, the piece cannot be judged: until then the camera is no help.
        return parts.Hub.HasReference ? ReadingVerdict.Good : ReadingVerdict.NotYet;
    }

    private ValueTask PostAsync(StationSignal signal, CancellationToken cancellationToken) => parts.Loop.PostAsync(StationInput.Of(signal), cancellationToken);
}
