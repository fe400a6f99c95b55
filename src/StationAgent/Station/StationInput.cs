using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>What the station loop consumes: a raw sample of the scale, a signal from outside, or the end of an effect.</summary>
internal readonly struct StationInput
{
    private StationInput(ScaleSample sample, StationSignal? signal, bool isSample, bool endsEffect)
    {
        Sample = sample;
        Signal = signal;
        IsSample = isSample;
        EndsEffect = endsEffect;
    }

    /// <summary>True when this is a sample of the scale.</summary>
    public bool IsSample { get; }

    /// <summary>True when this is the one message that ends an effect.</summary>
    public bool EndsEffect { get; }

    /// <summary>The signal; null for a sample and for the end of an effect that has no answer.</summary>
    public StationSignal? Signal { get; }

    /// <summary>The sample; meaningful when <see cref="IsSample"/>.</summary>
    public ScaleSample Sample { get; }

    public static StationInput Of(in ScaleSample sample) => new(sample, signal: null, isSample: true, endsEffect: false);

    public static StationInput Of(StationSignal signal) => new(default, signal, isSample: false, endsEffect: false);

    public static StationInput EffectEnded(StationSignal? answer) => new(default, answer, isSample: false, endsEffect: true);
}
