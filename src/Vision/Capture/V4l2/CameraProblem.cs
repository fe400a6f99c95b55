using System.Runtime.InteropServices;
using StationAgent.Native;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>Turns the error of a call into a message for an installer.</summary>
internal static class CameraProblem
{
    /// <summary>Says what went wrong with a device and what would help.</summary>
    /// <param name="path">The device.</param>
    /// <param name="doing">What was tried, such as <c>cannot be opened</c>.</param>
    /// <param name="error">The error number.</param>
    public static FrameSourceException Explain(string path, string doing, int error) =>
        new($"The camera {path} {doing}: {Marshal.GetPInvokeErrorMessage(error)}. {Remedy(error)}");

    private static string Remedy(int error) => error switch
    {
        Errno.NoEntry or Errno.NoDevice or Errno.NoSuchDevice =>
            "Is it plugged in? /dev/v4l/by-id/ lists the USB cameras by names that stay the same; put one of them into Camera:Path.",
        Errno.AccessDenied => "The agent's user must be in the group 'video', and the unit must allow the device.",
        Errno.Busy => "Another program uses it; 'fuser -v' names that program.",
        Errno.InputOutput => "The USB connection failed: look at cable, hub and power supply; 'dmesg' says more.",
        Errno.NoRoom => "The USB bus has no bandwidth left: use MJPEG, a smaller picture, or another port.",
        _ => "'dmesg' may say more.",
    };
}
