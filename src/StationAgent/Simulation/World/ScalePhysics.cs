using StationAgent.Scale;
using StationAgent.Weighing;

namespace StationAgent.Simulation.World;

/// <summary>
/// A load cell under a platform: a damped mass on a spring, a zero that creeps, noise, and readings in steps. Noise, spikes and drift
/// depend on seed and time alone, so samples that are left out change none of the later ones.
/// </summary>
internal sealed class ScalePhysics
{
    private const ulong NoisePurpose = 1;
    private const ulong SpikePurpose = 2;
    private const ulong SpikeSidePurpose = 3;

    private readonly SimulatedScaleOptions _options;
    private readonly ulong _seed;
    private readonly ZeroDrift _drift;
    private readonly DampedSpring _spring;
    private readonly double _spikeProbability;
    private TimeSpan? _first;
    private TimeSpan _last;

    public ScalePhysics(int seed, SimulatedScaleOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Rate, ScaleOptions.LowestRate, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Rate, ScaleOptions.HighestRate, nameof(options));
        _options = options;
        _seed = (ulong)seed;
        _drift = new ZeroDrift(seed, options.DriftGramsPerHour);
        _spring = new DampedSpring(options.NaturalFrequency, options.Damping, options.Interval.TotalSeconds);
        _spikeProbability = options.SpikesPerHour / (options.Rate * 3600);
    }

    /// <summary>Reads the scale.</summary>
    /// <param name="at">When, not before the sample before it.</param>
    /// <param name="trueLoad">What presses on the platform since the last sample, in grams: masses and hands.</param>
    /// <param name="shift">How far the zero of the scale has been moved, in grams, as by its key for taring.</param>
    /// <param name="step">Step between two readings, in grams; null for the usual one.</param>
    public ScaleSample Sample(TimeSpan at, double trueLoad, double shift = 0, double? step = null)
    {
        var seconds = _first is null ? double.PositiveInfinity : (at - _last).TotalSeconds;
        _first ??= at;
        _last = at;
        var sinceStart = at - _first.Value;
        var place = (ulong)at.Ticks;
        var reading = _spring.Follow(trueLoad, seconds)
            + _options.OffsetGrams
            + _drift.At(sinceStart)
            + TemperatureAt(sinceStart)
            + (_options.NoiseGrams * SeededRandom.Gaussian(_seed, place, NoisePurpose))
            + SpikeAt(place)
            + shift;
        if (reading > _options.RangeGrams)
        {
            return new ScaleSample(at, new Grams(_options.RangeGrams), SampleStatus.Overload);
        }

        return reading < _options.LowestGrams
            ? new ScaleSample(at, new Grams(_options.LowestGrams), SampleStatus.Underload)
            : new ScaleSample(at, new Grams(Quantise(reading, step ?? _options.ResolutionGrams)));
    }

    private static double Quantise(double reading, double step) => step > 0 ? Math.Round(reading / step) * step : reading;

    private double TemperatureAt(TimeSpan sinceStart) => _options.TemperatureStepGrams == 0 || sinceStart <= _options.TemperatureStepAt
        ? 0
        : _options.TemperatureStepGrams * (1 - Math.Exp(-((sinceStart - _options.TemperatureStepAt) / _options.TemperatureTimeConstant)));

    private double SpikeAt(ulong place)
    {
        if (_spikeProbability <= 0 || SeededRandom.Unit(_seed, place, SpikePurpose) >= _spikeProbability)
        {
            return 0;
        }

        return (SeededRandom.Bits(_seed, place, SpikeSidePurpose) & 1) == 0 ? _options.SpikeGrams : -_options.SpikeGrams;
    }
}
