using System.Device.Gpio;
using StationAgent.BinLevel.Levels;
using StationAgent.Clock;

namespace StationAgent.BinLevel;

/// <summary>
/// An ultrasonic sensor HC-SR04 or a similar one: a pulse of 10 µs on the trigger line sends a chirp, the width of the pulse on the echo line is the time that
/// the sound takes there and back. The lines are opened for each measurement, so that nothing waits for edges in between and a lost chip is found again.
/// </summary>
/// <param name="open">Opens the chip; disposed after each measurement.</param>
/// <param name="trigger">The trigger line.</param>
/// <param name="echo">The echo line; it needs a voltage divider, because the sensor outputs 5 V.</param>
/// <param name="time">Measures the echo.</param>
internal sealed class HcSr04(Func<GpioController> open, int trigger, int echo, TimeProvider time) : IDistanceSensor
{
    /// <summary>The data sheet asks for more than 60 ms between chirps, so that an echo is not taken for that of the next chirp. Echoes end after 38 ms.</summary>
    public static readonly TimeSpan Cycle = TimeSpan.FromMilliseconds(70);

    /// <summary>The data sheet asks for at least 10 µs.</summary>
    private static readonly TimeSpan TriggerPulse = TimeSpan.FromMicroseconds(12);

    /// <inheritdoc/>
    public async ValueTask<double> MeasureAsync(CancellationToken cancellationToken)
    {
        using var chip = open();
        chip.OpenPin(trigger, PinMode.Output, PinValue.Low);
        chip.OpenPin(echo, PinMode.Input);
        var timer = new EchoTimer(time);
        chip.RegisterCallbackForPinValueChangedEvent(echo, PinEventTypes.Rising | PinEventTypes.Falling, timer.OnEdge);
        try
        {
            var good = new List<double>(DistanceReadings.Readings);
            for (var i = 0; i < DistanceReadings.Readings; i++)
            {
                timer.Begin();
                Trigger(chip);
                await Task.Delay(Cycle, time, cancellationToken);
                if (timer.Width is { } width && EchoDistance.Of(width) is { } millimetres)
                {
                    good.Add(millimetres);
                }
            }

            return DistanceReadings.DistanceOf(good)
                ?? throw new IOException(
                    timer.HasSeenEdges
                        ? $"the distance sensor gave {good.Count} usable echoes of {DistanceReadings.Readings}: its view is blocked, or the contents absorb the sound"
                        : "the distance sensor does not answer its trigger: check its wires, its 5 V supply and the configured pins");
        }
        finally
        {
            chip.UnregisterCallbackForPinValueChangedEvent(echo, timer.OnEdge);
        }
    }

    private void Trigger(GpioController chip)
    {
        chip.Write(trigger, PinValue.High);

        // No timer is that short, and yielding the processor would cost more time than the pulse lasts. A longer pulse does no harm.
        var end = time.SinceBoot() + TriggerPulse;
        while (time.SinceBoot() < end)
        {
            Thread.SpinWait(1);
        }

        chip.Write(trigger, PinValue.Low);
    }
}
