namespace StationAgent.Simulation.World;

/// <summary>What the simulated scale is like. The defaults are a 30 kg single-point cell behind an HX711 in a draughty room.</summary>
internal sealed record SimulatedScaleOptions
{
    /// <summary>Samples a second, in the range of <see cref="Scale.ScaleOptions.RateHz"/>.</summary>
    public double Rate { get; init; } = 20;

    /// <summary>Standard deviation of a sample, in grams.</summary>
    public double NoiseGrams { get; init; } = 0.4;

    /// <summary>Step between two readings, in grams; 0 for none.</summary>
    public double ResolutionGrams { get; init; } = 0.5;

    /// <summary>Fastest creep of the zero, in grams an hour, either way.</summary>
    public double DriftGramsPerHour { get; init; } = 10;

    /// <summary>Reading of the empty platform at the start, in grams.</summary>
    public double OffsetGrams { get; init; }

    /// <summary>Above this reading the scale reports overload, in grams.</summary>
    public double RangeGrams { get; init; } = 30_000;

    /// <summary>Below this reading the scale reports underload, in grams.</summary>
    public double LowestGrams { get; init; } = -1_000;

    /// <summary>How often the loaded platform swings by itself, in hertz.</summary>
    public double NaturalFrequency { get; init; } = 6;

    /// <summary>Share of critical damping, 0.05–0.95: 0.35 overshoots by a third and rests after half a second.</summary>
    public double Damping { get; init; } = 0.35;

    /// <summary>Single wild samples, as electric switching makes them, an hour.</summary>
    public double SpikesPerHour { get; init; }

    /// <summary>Size of a spike, in grams, either way.</summary>
    public double SpikeGrams { get; init; } = 300;

    /// <summary>A door opens and the cell cools: the zero moves by this much, in grams, from <see cref="TemperatureStepAt"/> on.</summary>
    public double TemperatureStepGrams { get; init; }

    /// <summary>When the temperature changes, from the first sample on.</summary>
    public TimeSpan TemperatureStepAt { get; init; }

    /// <summary>How long the cell takes to follow the temperature by 63 %.</summary>
    public TimeSpan TemperatureTimeConstant { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time between two samples.</summary>
    public TimeSpan Interval => TimeSpan.FromSeconds(1 / Rate);
}
