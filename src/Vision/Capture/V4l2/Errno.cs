using System.Runtime.InteropServices;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>The kernel's error numbers, the same on x86-64 and 64-bit ARM.</summary>
internal static class Errno
{
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int NoSuchDevice = 6;
    public const int Again = 11;
    public const int AccessDenied = 13;
    public const int Busy = 16;
    public const int NoDevice = 19;
    public const int Invalid = 22;
    public const int NoRoom = 28;

    /// <summary>What went wrong with a device and what would help.</summary>
    /// <param name="path">The device.</param>
    /// <param name="doing">What was tried, such as <c>cannot be opened</c>.</param>
    /// <param name="error">The error number.</param>
    public static FrameSourceException Explain(string path, string doing, int error) =>
        new($"The camera {path} {doing}: {Marshal.GetPInvokeErrorMessage(error)}. {Remedy(error)}");

    private static string Remedy(int error) => error switch
    {
        NoEntry or NoDevice or NoSuchDevice =>
            "Is it plugged in? /dev/v4l/by-id/ lists the USB cameras by names that stay the same; put one of them into Camera:Path.",
        AccessDenied => "The agent's user must be in the group 'video', and the unit must allow the device.",
        Busy => "Another program uses it; 'fuser -v' names that program.",
        InputOutput => "The USB connection failed: look at cable, hub and power supply; 'dmesg' says more.",
        NoRoom => "The USB bus has no bandwidth left: use MJPEG, a smaller picture, or another port.",
        _ => "'dmesg' may say more.",
    };
}
