namespace StationAgent.Weighing;

/// <summary>
/// Measures a load once: waits with a <see cref="Stabiliser"/> until it rests and then takes the mean of the readings over <see cref="Span"/>.
/// A load that moves meanwhile is measured again.
/// </summary>
/// <param name="options">When a load counts as changed and when as settled, in the unit of the readings.</param>
internal sealed class RestMeter(StabiliserOptions options)
{
    /// <summary>How long a resting load is read.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromSeconds(2);

    /// <summary>The smallest number of readings for a mean.</summary>
    public const int FewestSamples = 15;

    private readonly Stabiliser _stabiliser = new(options);
    private readonly SpikeFilter _spikes = new(options.SpikeGrams);
    private readonly SampleWindow _window = new(Span, FewestSamples);

    /// <summary>Takes the next sample.</summary>
    /// <returns>True when the load is measured.</returns>
    public bool TryMeasure(in ScaleSample sample, out TrendLine measured)
    {
        measured = default;
        if (sample.IsMoving)
        {
            _stabiliser.KeepMoving();
        }

        _stabiliser.Process(sample.At, sample.Gross.Value);
        if (_stabiliser.RestingSince is null)
        {
            _spikes.Clear();
            _window.Clear();
            return false;
        }

        if (_spikes.TryClean(sample.At, sample.Gross.Value, out var clean))
        {
            _window.Add(clean.At, clean.Value);
        }

        if (!_window.IsCovered)
        {
            return false;
        }

        measured = _window.Fit();
        return true;
    }
}
