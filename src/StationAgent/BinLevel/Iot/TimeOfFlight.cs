using System.Device.I2c;
using Iot.Device.Vl53L0X;
using StationAgent.BinLevel.Levels;
using StationAgent.Gpio;

namespace StationAgent.BinLevel.Iot;

/// <summary>
/// A time-of-flight sensor VL53L0X by the device bindings: it measures the travel time of its own light, so that it also sees soft contents, which absorb the
/// sound of an HC-SR04. The sensor is set up again for each measurement, so that one that lost its power in between is found again.
/// </summary>
/// <param name="open">Opens the sensor's bus; disposed after each measurement.</param>
internal sealed class TimeOfFlight(Func<I2cDevice> open) : IDistanceSensor
{
    /// <summary>The nearest distance that is believed, in millimetres: below it the sensor sees its cover glass and its own light.</summary>
    public const double Nearest = 30;

    /// <summary>The farthest distance, in millimetres (data sheet: 2 m in long-range mode). The sensor reports 8190 when no light comes back.</summary>
    public const double Farthest = 2_000;

    /// <summary>The address that the sensor has after power-up (data sheet: 0x52 with the read bit).</summary>
    public const int DefaultAddress = 0x29;

    /// <summary>Creates the sensor at an address of a bus; it is opened for each measurement.</summary>
    public static TimeOfFlight At(int bus, int address) => new(() => I2cDevices.Open(bus, address));

    /// <inheritdoc/>
    public async ValueTask<double> MeasureAsync(CancellationToken cancellationToken)
    {
        // The library waits for the sensor on the calling thread, up to half a second for each answer.
        var good = await Task.Run(() => Read(cancellationToken), cancellationToken);
        return DistanceReadings.DistanceOf(good)
            ?? throw new IOException(
                $"the time-of-flight sensor gave {good.Count} usable readings of {DistanceReadings.Readings}: "
                + $"the contents are farther than {Farthest / 1000} m, or its window is dirty");
    }

    private List<double> Read(CancellationToken cancellationToken)
    {
        using var device = open();
        try
        {
            using var sensor = new Vl53L0X(device, shouldDispose: false);
            var good = new List<double>(DistanceReadings.Readings);
            for (var i = 0; i < DistanceReadings.Readings; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (sensor.DistanceSingleMeasurement is var millimetres and >= (ushort)Nearest and <= (ushort)Farthest)
                {
                    good.Add(millimetres);
                }
            }

            return good;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            throw new IOException(
                $"the time-of-flight sensor does not answer: {failure.Message} Check its wires, its power and its address ('i2cdetect -y BUS').", failure);
        }
    }
}
