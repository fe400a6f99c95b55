using StationAgent.Clock;
using StationAgent.DropOff;
using StationAgent.Scale;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Vision.Capture;
using StationAgent.Weighing;

namespace StationAgent.Simulation.World;

/// <summary>The simulated station in real time: a scale and a camera that share one world and move it to the clock's time.</summary>
internal sealed class LiveWorld
{
    private readonly Lock _gate = new();
    private readonly SimulatedWorld _world;
    private readonly ScalePhysics _physics;
    private readonly SimulatedCamera _camera;
    private readonly SimulatedScaleOptions _scale;
    private readonly SimulatedFaults _faults;
    private readonly TimeProvider _time;
    private readonly TimeSpan _start;
    private StationDisplay _display = StationDisplay.Dark;

    /// <param name="seed">The same seed brings the same noise.</param>
    /// <param name="plan">Who comes, with what.</param>
    /// <param name="options">What stands there.</param>
    /// <param name="scale">What the scale is like.</param>
    /// <param name="renderer">Draws the frames.</param>
    /// <param name="faults">What goes wrong, counted from now.</param>
    /// <param name="time">The clock of the agent.</param>
    public LiveWorld(
        int seed,
        VisitPlan plan,
        WorldOptions options,
        SimulatedScaleOptions scale,
        ISceneRenderer renderer,
        SimulatedFaults faults,
        TimeProvider time)
    {
        _scale = scale;
        _faults = faults;
        _time = time;
        _start = time.SinceBoot();
        _world = new SimulatedWorld(plan, options, _start);
        _physics = new ScalePhysics(seed, scale);
        _camera = new SimulatedCamera(_world, renderer, faults, _start);
    }

    /// <summary>How many pieces have been presented.</summary>
    public int Presented
    {
        get
        {
            lock (_gate)
            {
                return _world.Presented;
            }
        }
    }

    /// <summary>The visitors see the lamp.</summary>
    public void Show(StationStatus status) => Show(display => display.Show(status));

    /// <summary>The visitors see an outcome.</summary>
    public void Show(long number, Outcome outcome) => Show(display => display.Show(number, outcome));

    /// <summary>Opens the scale; each opening reads the same platform.</summary>
    public IScale OpenScale() => new SimulatedScale(this, _scale.Interval, _time);

    /// <summary>Opens the camera; each opening sees the same platform.</summary>
    /// <param name="framesPerSecond">As <see cref="CaptureLimits"/> has it.</param>
    public IFrameSource OpenCamera(double framesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(framesPerSecond, CaptureLimits.MinimumRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(framesPerSecond, CaptureLimits.MaximumRate);
        return new SimulatedFrameSource(this, TimeSpan.FromSeconds(1 / framesPerSecond), _time);
    }

    /// <summary>Reads the scale now; null while it is silent.</summary>
    /// <exception cref="IOException">The fault script has unplugged it.</exception>
    public ScaleSample? ReadScale()
    {
        lock (_gate)
        {
            var at = MoveOn();
            return _faults.OfScale(at - _start) switch
            {
                SimulatedFault.ScaleUnplugged => throw new IOException("the simulated scale is unplugged"),
                SimulatedFault.ScaleSilent => null,
                _ => _physics.Sample(at, _world.TrueLoad),
            };
        }
    }

    /// <summary>Takes a frame now; null while the camera is stalled.</summary>
    /// <exception cref="FrameSourceException">The fault script has unplugged it, or the picture of a piece cannot be read any more.</exception>
    public Frame? TakeFrame()
    {
        Scene scene;
        TimeSpan at;
        lock (_gate)
        {
            at = MoveOn();
            scene = _world.Scene;
        }

        // Drawn outside the lock: the scale must not wait for a picture.
        return _faults.OfCamera(at - _start) switch
        {
            SimulatedFault.CameraUnplugged => throw new FrameSourceException("the simulated camera is unplugged"),
            SimulatedFault.CameraStalled => null,
            _ => Draw(scene, at),
        };
    }

    private Frame Draw(Scene scene, TimeSpan at)
    {
        try
        {
            return _camera.FrameOf(scene, at);
        }
        catch (PhotoSetException failure)
        {
            throw new FrameSourceException(failure.Message, failure);
        }
    }

    private void Show(Func<StationDisplay, StationDisplay> change)
    {
        lock (_gate)
        {
            MoveOn();
            _display = change(_display);
        }
    }

    private TimeSpan MoveOn()
    {
        var now = _time.SinceBoot();
        if (now > _world.Now)
        {
            _world.Advance(now, _display);
        }

        return _world.Now;
    }
}
