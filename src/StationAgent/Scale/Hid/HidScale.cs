using System.Threading.Channels;
using StationAgent.Clock;
using StationAgent.Scale.Lines;
using StationAgent.Sensors;
using StationAgent.Weighing;

namespace StationAgent.Scale.Hid;

/// <summary>A USB scale. Its own thread opens the device and reads its reports; if the samples are not taken, the scale fails, because it must not lose one.</summary>
internal sealed class HidScale : IScale
{
    private const int MaximumWaiting = 512;

    private static readonly TimeSpan ClosingLimit = TimeSpan.FromSeconds(1);

    private readonly Func<CancellationToken, ILine> _open;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The thread that read a sample also hands it on, because waking another thread costs more.
    private readonly Channel<ScaleSample> _samples = Channel.CreateBounded<ScaleSample>(
        new BoundedChannelOptions(MaximumWaiting) { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true });

    private TimeSpan _lastSample = TimeSpan.MinValue;

    /// <summary>Starts to open the device; a failure is reported by the first <see cref="NextAsync"/>.</summary>
    /// <param name="open">Opens the device; called once, on the scale's thread. The token ends it.</param>
    /// <param name="time">Clock of the samples.</param>
    public HidScale(Func<CancellationToken, ILine> open, TimeProvider time)
    {
        _open = open;
        _time = time;
        new Thread(Run) { IsBackground = true, Name = "usb scale" }.Start();
    }

    /// <inheritdoc/>
    public string Name => "USB scale";

    /// <inheritdoc/>
    public async ValueTask<ScaleSample> NextAsync(CancellationToken cancellationToken)
    {
        ScaleSample sample;
        while (!_samples.Reader.TryRead(out sample))
        {
            if (!await _samples.Reader.WaitToReadAsync(cancellationToken))
            {
                throw new IOException($"the {Name} is closed");
            }
        }

        return sample;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        try
        {
            await _ended.Task.WaitAsync(ClosingLimit, TimeProvider.System);
            _closing.Dispose();
        }
        catch (TimeoutException)
        {
            // The kernel blocks the thread. It closes the device when the call returns; there is no need to wait for that.
        }
    }

    private void Run()
    {
        Exception? failure = null;
        try
        {
            using var line = _open(_closing.Token);
            Read(line);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Closed.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // An exception on this thread must not end the process; the caller that waits for a sample gets it instead.
            failure = exception as IOException ?? new IOException($"the {Name} has failed: {exception.Message}", exception);
        }

        _samples.Writer.TryComplete(failure);
        _ended.TrySetResult();
    }

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
                    ? $"the {Name} sends nothing: it may have switched itself off; switch it on, and see its manual for how to keep it on"
                    : $"the {Name} sends '{unknown}', which is not a weight: choose grams, kilograms, ounces or pounds at the scale");
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
            throw new IOException($"the {Name} {problem}");
        }

        // Reports that were read at once came one after the other; a sample whose time does not advance would be refused.
        _lastSample = now > _lastSample ? now : _lastSample + TimeSpan.FromTicks(1);
        var sample = new ScaleSample(
            _lastSample,
            weight.Mass,
            weight.Status == HidWeightStatus.OverLimit ? SampleStatus.Overload : SampleStatus.Ok,
            IsMoving: weight.Status == HidWeightStatus.InMotion);
        if (!_samples.Writer.TryWrite(sample))
        {
            throw new IOException($"the {Name}: {MaximumWaiting} samples are waiting and are not taken");
        }
    }
}
