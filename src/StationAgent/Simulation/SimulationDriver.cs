using StationAgent.Simulation.SensorFaults;
using StationAgent.Simulation.World;
using StationAgent.Station;
using StationAgent.Weighing;

namespace StationAgent.Simulation;

/// <summary>
/// Moves station time on from sample to sample: the world acts, the scale is read, the camera gives its frames, and the loop is drained, so
/// that time stands still until every effect is done.
/// </summary>
internal sealed class SimulationDriver(
    SimulatedWorld world,
    SimulatedSensors sensors,
    StationUnderTest station,
    VirtualTimeProvider time,
    Pacer pacer,
    ISimulationView view,
    Action<GroundTruth> onPresented,
    FailingSensors? faults = null)
{
    private static readonly TimeSpan FramePeriod = TimeSpan.FromSeconds(1);

    /// <summary>The longest time between two pieces that the visitors' behaviour can explain.</summary>
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromMinutes(15);

    private readonly TimeSpan _framePeriod = faults is null ? FramePeriod : FailingSensors.FramePeriod;
    private TimeSpan _lastPresented;
    private TimeSpan _nextFrame;
    private TimeSpan _nextTick = Ticker.Period;
    private int _told;

    /// <summary>Runs until the last visitor has gone and the station is at rest.</summary>
    /// <param name="queued">Reads how many events wait for delivery.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="IOException">The station no longer accepts pieces.</exception>
    public async Task RunAsync(Func<long> queued, CancellationToken cancellationToken)
    {
        while (!world.IsFinished || !station.Loop.State.NothingPending)
        {
            var at = time.Elapsed + sensors.Options.Interval;
            time.AdvanceTo(at);
            if (at >= world.Now)
            {
                world.Advance(at, sensors.Display.Now);
            }

            ReportPresented();
            if (faults is not null)
            {
                faults.Step();
                if (at - _lastPresented > LongestStandstill)
                {
                    faults.GiveUp(at);
                    return;
                }
            }

            if (at - _lastPresented > LongestStandstill)
            {
                throw new IOException($"the station no longer accepts pieces: {station.Loop.State}");
            }

            await WeighAsync(at, cancellationToken);
            await ShowFrameAsync(at, cancellationToken);
            if (at >= _nextTick)
            {
                _nextTick += Ticker.Period;
                await station.Loop.PostAsync(StationInput.Of(new StationSignal.Tick(at)), cancellationToken);
                view.OnProgress(at, queued());
            }

            await station.Loop.DrainAsync(cancellationToken);
            await pacer.WaitAsync(at, cancellationToken);
        }
    }

    private void ReportPresented()
    {
        if (world.LastPresented is { } last && last.Number > _told)
        {
            _told = last.Number;
            _lastPresented = time.Elapsed;
            onPresented(last);
        }
    }

    private async ValueTask WeighAsync(TimeSpan at, CancellationToken cancellationToken)
    {
        if (faults is null)
        {
            await station.Loop.PostAsync(StationInput.Of(sensors.Scale.Sample(at, world.TrueLoad)), cancellationToken);
            return;
        }

        var (sample, signal) = faults.ReadScale(at);
        if (sample is { } delivered)
        {
            await station.Loop.PostAsync(StationInput.Of(delivered), cancellationToken);
        }

        await PostAsync(signal, cancellationToken);
    }

    private ValueTask PostAsync(StationSignal? signal, CancellationToken cancellationToken) =>
        signal is null ? ValueTask.CompletedTask : station.Loop.PostAsync(StationInput.Of(signal), cancellationToken);

    private async ValueTask ShowFrameAsync(TimeSpan at, CancellationToken cancellationToken)
    {
        if (at < _nextFrame)
        {
            return;
        }

        _nextFrame = at + _framePeriod;
        if (faults?.CameraMisses(at, station.Hub) is { IsMissing: true } missing)
        {
            await PostAsync(missing.Signal, cancellationToken);
            return;
        }

        var frame = sensors.Camera.FrameAt(at);
        await station.View.OfferAsync(frame, station.Loop.PostAsync, cancellationToken);
        await PostAsync(faults?.CameraDelivers(at, station.Hub), cancellationToken);
    }
}
