using System.Device.Gpio;
using Iot.Device.Hcsr04;
using StationAgent.BinLevel.Levels;

namespace StationAgent.BinLevel.Iot;

/// <summary>An HC-SR04 by the device bindings. Their driver watches the echo line without a pause, so a reading keeps a processor busy for up to 100 ms.</summary>
/// <param name="open">Opens the chip; disposed after each measurement.</param>
/// <param name="trigger">The trigger line.</param>
/// <param name="echo">The echo line.</param>
/// <param name="time">Clock of the pauses.</param>
internal sealed class BindingsDistance(Func<GpioController> open, int trigger, int echo, TimeProvider time) : IDistanceSensor
{
    /// <inheritdoc/>
    public async ValueTask<double> MeasureAsync(CancellationToken cancellationToken)
    {
        using var sensor = new Hcsr04(open(), trigger, echo, shouldDispose: true);
        var good = new List<double>(DistanceReadings.Readings);
        for (var i = 0; i < DistanceReadings.Readings; i++)
        {
            if (sensor.TryGetDistance(out var distance) && distance.Millimeters >= EchoDistance.Nearest)
            {
                good.Add(distance.Millimeters);
            }

            await Task.Delay(HcSr04.Cycle, time, cancellationToken);
        }

        return DistanceReadings.DistanceOf(good)
            ?? throw new IOException($"the distance sensor gave {good.Count} usable echoes of {DistanceReadings.Readings}");
    }
}
