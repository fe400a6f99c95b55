namespace StationAgent.Simulation.World;

/// <summary>An underdamped system that follows a load: x″ = ω²(load − x) − 2ζω·x′, solved exactly for a load that stays.</summary>
internal sealed class DampedSpring
{
    // After this many seconds times ζω what is left of the swing is below a ten-thousandth.
    private const double RestedExponent = 10;

    private readonly double _omega;
    private readonly double _decay;
    private readonly double _swing;
    private readonly double _usualStep;
    private readonly Step _usual;
    private double _position;
    private double _speed;

    /// <param name="frequency">Undamped natural frequency, in hertz.</param>
    /// <param name="damping">Share of critical damping, above 0 and below 1.</param>
    /// <param name="usualStep">The step in seconds that is asked for most.</param>
    public DampedSpring(double frequency, double damping, double usualStep)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frequency);
        ArgumentOutOfRangeException.ThrowIfLessThan(damping, 0.05);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(damping, 0.95);
        _omega = Math.Tau * frequency;
        _decay = damping * _omega;
        _swing = _omega * Math.Sqrt(1 - (damping * damping));
        _usualStep = usualStep;
        _usual = StepOf(usualStep);
    }

    /// <summary>Lets the system follow a load and says where it is then.</summary>
    /// <param name="load">What it is pulled towards.</param>
    /// <param name="seconds">How long; positive infinity to be at rest.</param>
    public double Follow(double load, double seconds)
    {
        if (seconds * _decay > RestedExponent)
        {
            _position = load;
            _speed = 0;
            return load;
        }

        // Times in ticks make steps that differ in the last digits.
        var step = Math.Abs(seconds - _usualStep) < 1e-6 ? _usual : StepOf(seconds);
        var away = _position - load;
        (_position, _speed) = (
            load + (step.PositionOfPosition * away) + (step.PositionOfSpeed * _speed),
            (step.SpeedOfPosition * away) + (step.SpeedOfSpeed * _speed));
        return _position;
    }

    private Step StepOf(double seconds)
    {
        var envelope = Math.Exp(-_decay * seconds);
        var (sine, cosine) = Math.SinCos(_swing * seconds);
        var share = _decay / _swing * sine;
        return new Step(
            envelope * (cosine + share),
            envelope * sine / _swing,
            -envelope * _omega * _omega / _swing * sine,
            envelope * (cosine - share));
    }

    private readonly record struct Step(double PositionOfPosition, double PositionOfSpeed, double SpeedOfPosition, double SpeedOfSpeed);
}
