using StationAgent.Clock;
using StationAgent.Scale.Lines;
using StationAgent.Sensors;
using StationAgent.Weighing;

namespace StationAgent.Scale.Hid;

/// <summary>A USB scale. Its own thread opens the device and reads its reports.</summary>
internal sealed class HidScale : IScale
{
    private const string Title = "USB scale";

    private readonly TimeProvider _time;
    private readonly SampleThread _thread;

    /// <summary>Starts to open the device; a failure is reported by the first <see cref="NextAsync"/>.</summary>
    /// <param name="open">Opens the device; called once, on the scale's thread. The token ends it.</param>
    /// <param name="time">Clock of the samples.</param>
    public HidScale(Func<CancellationToken, ILine> open, TimeProvider time)
    {
        _time = time;
        _thread = new SampleThread($"the {Title}", open, Read);
        _thread.Start();
    }

    /// <inheritdoc/>
    public string Name => Title;

    /// <inheritdoc/>
    public ValueTask<ScaleSample> NextAsync(CancellationToken cancellationToken) => _thread.NextAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _thread.DisposeAsync();

    private void Read(ILine line)
    {
        // With room for no more than one data report, a longer report is cut, and the reports of a stream are taken one by one.
        Span<byte> report = stackalloc byte[HidWeight.Length];
        var understood = _time.SinceBoot();
        string? unknown = null;
        while (true)
        {
            var count = line.Read(report, understood + SensorSilence.DriverLimit - _time.SinceBoot());
            var now = _time.SinceBoot();
            if (count > 0 && HidWeight.TryParse(report[..count], out var weight))
            {
                understood = now;
                unknown = null;
                Take(weight, now);
                continue;
            }

            unknown = count > 0 ? Convert.ToHexString(report[..count]) : unknown;
            if (now - understood >= SensorSilence.DriverLimit)
            {
                throw new IOException(unknown is null
                    ? $"the {Title} sends nothing: it may have switched itself off; switch it on, and see its manual for how to keep it on"
                    : $"the {Title} sends '{unknown}', which is not a weight: choose grams, kilograms, ounces or pounds at the scale");
            }
        }
    }

    private void Take(HidWeight weight, TimeSpan now)
    {
        var problem = weight.Status switch
        {
            HidWeightStatus.Fault => "reports a fault of its own: unplug it for a moment; if that does not help, it must be repaired",
            HidWeightStatus.NeedsCalibration => "asks to be calibrated: see its manual",
            HidWeightStatus.NeedsRezeroing => "asks to be set to zero: clear the platform and press its key for zero or tare",
            _ => null,
        };
        if (problem is not null)
        {
            throw new IOException($"the {Title} {problem}");
        }

        _thread.Add(new ScaleSample(
            now,
            weight.Mass,
            weight.Status == HidWeightStatus.OverLimit ? SampleStatus.Overload : SampleStatus.Ok,
            IsMoving: weight.Status == HidWeightStatus.InMotion));
    }
}
