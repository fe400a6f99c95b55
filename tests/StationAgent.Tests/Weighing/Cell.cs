using StationAgent.Weighing;

namespace StationAgent.Tests.Weighing;

/// <summary>A load cell for tests: a damped mass under noise, drift, spikes and rounding.</summary>
/// <param name="seed">Where its noise starts.</param>
/// <param name="rate">Samples a second.</param>
internal sealed class Cell(int seed, double rate)
{
    private readonly Random _random = new(seed);
    private double _position;
    private double _speed;

    /// <summary>True load, in grams.</summary>
    public double Load { get; set; }

    /// <summary>Standard deviation of the noise, in grams.</summary>
    public double Noise { get; init; } = 1.5;

    /// <summary>Drift, in grams an hour, swinging around over the day.</summary>
    public double Drift { get; init; }

    /// <summary>A change of the zero, as of a window that lets the sun in: grams and when it has come half the way.</summary>
    public (double Grams, TimeSpan At) Warming { get; init; }

    /// <summary>Share of the samples that are spikes.</summary>
    public double Spikes { get; init; }

    /// <summary>When the next sample comes, as time since boot.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>The error of the zero now, in grams.</summary>
    public double ZeroError =>
        (Drift * 3.8 * Math.Sin(Now.TotalHours / 3.8)) + (Warming.Grams / (1 + Math.Exp((Warming.At - Now).TotalMinutes / 3)));

    public ScaleSample Next()
    {
        Move(1 / rate);
        Now += TimeSpan.FromSeconds(1 / rate);
        var spike = _random.NextDouble() < Spikes ? (_random.NextDouble() - 0.5) * 4_000 : 0;
        return new ScaleSample(Now, new Grams(Math.Round(_position + ZeroError + (Noise * Gauss()) + spike)));
    }

    private void Move(double seconds)
    {
        // A spring of 6 Hz with 45 % of critical damping, in steps that are short against it.
        const double Frequency = 6 * 2 * Math.PI;
        var steps = (int)Math.Ceiling(seconds * 200);
        for (var i = 0; i < steps; i++)
        {
            var acceleration = (Frequency * Frequency * (Load - _position)) - (2 * 0.45 * Frequency * _speed);
            _speed += acceleration * seconds / steps;
            _position += _speed * seconds / steps;
        }
    }

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
