namespace StationAgent.Vision.Capture.V4l2;

/// <summary>
/// Holds exposure and white balance at what the camera's automatics have found: the present value is read, the automatic is switched off, and the
/// value is written, because a camera that is switched to manual takes up its last manual value otherwise.
/// </summary>
internal static class CameraLock
{
    /// <summary>
    /// Lets the automatics find their values again, because a camera stays as it was locked until it is unplugged, and keeps them from lowering the frame
    /// rate in the dark.
    /// </summary>
    public static void Prepare(IVideoDevice device, V4l2FrameSourceOptions options)
    {
        if (options.LockExposure)
        {
            Restore(device, V4l2Api.ExposureAuto);
            _ = TrySet(device, V4l2Api.ExposureAutoPriority, 0);
        }

        if (options.LockWhiteBalance)
        {
            Restore(device, V4l2Api.AutoWhiteBalance);
        }
    }

    /// <summary>Holds exposure and white balance as the options ask.</summary>
    /// <returns>What the camera does not offer, as text for an installer; null when everything is held.</returns>
    public static string? Apply(IVideoDevice device, V4l2FrameSourceOptions options)
    {
        var exposure = !options.LockExposure
            || Hold(device, V4l2Api.ExposureAbsolute, V4l2Api.ExposureAuto, V4l2Api.ExposureManual);
        var white = !options.LockWhiteBalance || Hold(device, V4l2Api.WhiteBalanceTemperature, V4l2Api.AutoWhiteBalance, 0);
        return (exposure, white) switch
        {
            (true, true) => null,
            (false, true) => "exposure cannot be locked",
            (true, false) => "white balance cannot be locked",
            _ => "neither exposure nor white balance can be locked",
        };
    }

    private static bool Hold(IVideoDevice device, uint value, uint automatic, int off)
    {
        var now = new V4l2Control { Id = value };
        var isKnown = device.Control(V4l2Api.GetControl, ref now) == 0;
        if (!TrySet(device, automatic, off))
        {
            return false;
        }

        // Some cameras have the switch but not the value; they keep the present one.
        _ = isKnown && TrySet(device, value, now.Value);
        return true;
    }

    private static void Restore(IVideoDevice device, uint id)
    {
        var query = new V4l2QueryControl { Id = id };
        if (device.Control(V4l2Api.QueryControl, ref query) == 0)
        {
            _ = TrySet(device, id, query.Default);
        }
    }

    private static bool TrySet(IVideoDevice device, uint id, int value)
    {
        var query = new V4l2QueryControl { Id = id };
        var control = new V4l2Control { Id = id, Value = value };
        return device.Control(V4l2Api.QueryControl, ref query) == 0
            && (query.Flags & (V4l2Api.ControlDisabled | V4l2Api.ControlReadOnly)) == 0
            && device.Control(V4l2Api.SetControl, ref control) == 0;
    }
}
