using StationAgent.BinLevel;
using StationAgent.Camera;
using StationAgent.Scale;
using StationAgent.Vision.Capture;

#if IOT_DEVICE_BINDINGS
using StationAgent.Gpio;
#endif

namespace StationAgent.Hosting;

/// <summary>The drivers of the device bindings, which only a build with <c>-p:IotDeviceBindings=true</c> holds. See <c>docs/bindings.md</c>.</summary>
internal static class BindingDrivers
{
#if IOT_DEVICE_BINDINGS
    /// <summary>Whether this build holds them.</summary>
    public static bool AreHeld => true;

    /// <summary>Opens the HX711.</summary>
    public static IScale OpenScale(IotScaleOptions options, TimeProvider time) =>
        new BindingsScale(GpioChip.Open(options.GpioChip), options.DataPin!.Value, options.ClockPin!.Value, options.CountsPerGram, time);

    /// <summary>Opens the camera.</summary>
    public static IFrameSource OpenCamera(IotCameraOptions options, TimeProvider time) =>
        new BindingsCamera(options.Device, options.Width, options.Height, time);

    /// <summary>Makes the distance sensor.</summary>
    public static IDistanceSensor Distance(BinLevelOptions options, TimeProvider time) =>
        new BindingsDistance(() => GpioChip.Open(options.GpioChip), options.TriggerPin!.Value, options.EchoPin!.Value, time);
#else
    /// <summary>Whether this build holds them.</summary>
    public static bool AreHeld => false;

    /// <summary>Opens the HX711.</summary>
    public static IScale OpenScale(IotScaleOptions options, TimeProvider time) => throw NotHeld();

    /// <summary>Opens the camera.</summary>
    public static IFrameSource OpenCamera(IotCameraOptions options, TimeProvider time) => throw NotHeld();

    /// <summary>Makes the distance sensor.</summary>
    public static IDistanceSensor Distance(BinLevelOptions options, TimeProvider time) => throw NotHeld();

    private static InvalidOperationException NotHeld() => new("This build holds no drivers of the device bindings; the configuration should have been refused.");
#endif
}
