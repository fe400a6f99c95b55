using System.Device.Gpio;
using StationAgent.BinLevel.Levels;
using StationAgent.Clock;

namespace StationAgent.BinLevel;

/// <summary>
/// An ultrasonic sensor HC-SR04 or one like it: a pulse of 10 µs on the trigger line sends a chirp, the width of the pulse on the echo line is the way of the
/// sound. The lines are opened for each measurement, so that nothing waits for edges in between and a chip that was lost is found again.
/// </summary>
/// <param name="open">Opens the chip; disposed after each measurement.</param>
/// <param name="trigger">The trigger line.</param>
/// <param name="echo">The echo line; the sensor's 5 V need a divider.</param>
/// <param name="time">Measures the echo.</param>
internal sealed class HcSr04(Func<GpioController> open, int trigger, int echo, TimeProvider time) : IDistanceSensor
{
    /// <summary>Readings of one measurement, of which <see cref="Needed"/> must be good and the median counts.</summary>
    public const int Readings = 5;

    /// <summary>Good readings without which there is no distance.</summary>
    public const int Needed = 3;

    /// <summary>The data sheet wants more than 60 ms between chirps, so that no echo is taken for the next one's. Echoes end after 38 ms.</summary>
    public static readonly TimeSpan Cycle = TimeSpan.FromMilliseconds(70);

    /// <summary>The data sheet wants 10 µs at least.</summary>
    private static readonly TimeSpan TriggerPulse = TimeSpan.FromMicroseconds(12);

    /// <inheritdoc/>
    public async ValueTask<double> MeasureAsync(CancellationToken cancellationToken)
    {
        using var chip = open();
        chip.OpenPin(trigger, PinMode.Output, PinValue.Low);
        chip.OpenPin(echo, PinMode.Input);
        var watch = new EchoWatch(time);
        chip.RegisterCallbackForPinValueChangedEvent(echo, PinEventTypes.Rising | PinEventTypes.Falling, watch.OnEdge);
        try
        {
            var good = new List<double>(Readings);
            for (var i = 0; i < Readings; i++)
            {
                watch.Begin();
                Trigger(chip);
                await Task.Delay(Cycle, time, cancellationToken);
                if (watch.Width is { } width && EchoDistance.Of(width) is { } millimetres)
                {
                    good.Add(millimetres);
                }
            }

            return good.Count >= Needed
                ? EchoDistance.Median(good)
                : throw new IOException(
                    watch.HasSeenEdges
                        ? $"the distance sensor gave {good.Count} usable echoes of {Readings}: its view is blocked, or the contents swallow the sound"
                        : "the distance sensor does not answer its trigger: look at its wires, its 5 V and the pins");
        }
        finally
        {
            chip.UnregisterCallbackForPinValueChangedEvent(echo, watch.OnEdge);
        }
    }

    private void Trigger(GpioController chip)
    {
        chip.Write(trigger, PinValue.High);

        // No timer is that short, and giving up the processor for it would cost more than it saves. A longer pulse does no harm.
        var end = time.SinceBoot() + TriggerPulse;
        while (time.SinceBoot() < end)
        {
            Thread.SpinWait(1);
        }

        chip.Write(trigger, PinValue.Low);
    }
}
