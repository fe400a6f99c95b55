using System.Device.Gpio;
using System.Threading.Channels;
using Iot.Device.Hx711;
using StationAgent.Clock;
using StationAgent.Scale.LoadCell;
using StationAgent.Vision.Capture;
using StationAgent.Weighing;

namespace StationAgent.Scale.Iot;

/// <summary>
/// An HX711 by the device bindings. Their driver waits for the chip without an end and without a token, so it has a thread of its own; closing the chip's
/// lines under it ends that wait. It sets itself to zero on every start, and takes whatever lies on the scale for its tare.
/// </summary>
internal sealed class BindingsScale : IScale
{
    /// <summary>Samples that nobody took are old; the driver waits for the reader then.</summary>
    private const int Capacity = 16;

    private readonly GpioController _chip;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<ScaleSample> _samples = Channel.CreateBounded<ScaleSample>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });

    /// <summary>Begins to read.</summary>
    /// <param name="chip">The GPIO chip; disposed with the scale.</param>
    /// <param name="dataPin">The line DOUT.</param>
    /// <param name="clockPin">The line PD_SCK.</param>
    /// <param name="countsPerGram">The load cell's counts for a gram, not zero.</param>
    /// <param name="time">Times the samples.</param>
    public BindingsScale(GpioController chip, int dataPin, int clockPin, double countsPerGram, TimeProvider time)
    {
        _chip = chip;

        // Taken here: the scale may be closed before its thread has begun.
        var stop = _stop.Token;
        var reading = new Thread(() => Read(dataPin, clockPin, countsPerGram, time, stop)) { IsBackground = true, Name = Name };
        reading.Start();
    }

    /// <inheritdoc/>
    public string Name => "scale with an HX711 by the device bindings";

    /// <inheritdoc/>
    public async ValueTask<ScaleSample> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _samples.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new IOException(closed.InnerException?.Message ?? $"{Name} is closed", closed.InnerException ?? closed);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _chip.Dispose();
        _stop.Dispose();
    }

    private void Read(int dataPin, int clockPin, double countsPerGram, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            using var chip = new Hx711(dataPin, clockPin, options: null, _chip, shouldDispose: false);

            // The driver rounds to whole units. With a ratio of 1 these are counts, in which the noise of a working converter is seen.
            chip.SetConversionRatio(1);
            chip.PowerUp();
            var watch = new ConverterWatch();
            while (!cancellationToken.IsCancellationRequested)
            {
                var reading = new LoadCellReading(time.SinceBoot(), (int)chip.GetWeight(1).Grams, SampleStatus.Ok);
                if (watch.Take(reading) is { } problem)
                {
                    throw new IOException($"it {problem}");
                }

                if (watch.IsProven)
                {
                    WaitForRoom(new ScaleSample(reading.At, new Grams(reading.Counts / countsPerGram)), cancellationToken);
                }
            }

            _samples.Writer.TryComplete();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever the driver throws, also because its lines were closed, the scale is to be opened again.
            _samples.Writer.TryComplete(new IOException($"the HX711 is lost: {FailureText.Of(failure)}", failure));
        }
    }

    private void WaitForRoom(ScaleSample sample, CancellationToken cancellationToken) => _samples.Writer.WriteAsync(sample, cancellationToken).AsTask().GetAwaiter().GetResult();
}
