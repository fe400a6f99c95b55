using System.Runtime.InteropServices;
using System.Text;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>The requests and constants of <c>&lt;linux/videodev2.h&gt;</c> that are used here.</summary>
internal static class V4l2Api
{
    public const uint VideoCapture = 1;
    public const uint MemoryMap = 1;
    public const uint FieldAny = 0;

    // v4l2_capability
    public const uint CanCapture = 0x0000_0001;
    public const uint CanStream = 0x0400_0000;
    public const uint HasDeviceCapabilities = 0x8000_0000;

    // v4l2_captureparm
    public const uint CanSetInterval = 0x1000;

    // v4l2_buffer
    public const uint BufferError = 0x0040;
    public const uint TimestampMask = 0xE000;
    public const uint TimestampMonotonic = 0x2000;

    // v4l2_frmsizeenum, v4l2_frmivalenum
    public const uint Discrete = 1;

    // v4l2_queryctrl
    public const uint ControlDisabled = 0x0001;
    public const uint ControlReadOnly = 0x0004;

    // <linux/v4l2-controls.h>
    public const uint AutoWhiteBalance = 0x0098_090C;
    public const uint WhiteBalanceTemperature = 0x0098_091A;
    public const uint ExposureAuto = 0x009A_0901;
    public const uint ExposureAbsolute = 0x009A_0902;
    public const uint ExposureAutoPriority = 0x009A_0903;
    public const int ExposureManual = 1;

    public const uint QueryCapability = Read | ('V' << 8) | 0 | (104u << 16);
    public const uint EnumerateFormats = Read | Write | ('V' << 8) | 2 | (64u << 16);
    public const uint SetFormat = Read | Write | ('V' << 8) | 5 | (208u << 16);
    public const uint RequestBuffers = Read | Write | ('V' << 8) | 8 | (20u << 16);
    public const uint QueryBuffer = Read | Write | ('V' << 8) | 9 | (88u << 16);
    public const uint QueueBuffer = Read | Write | ('V' << 8) | 15 | (88u << 16);
    public const uint DequeueBuffer = Read | Write | ('V' << 8) | 17 | (88u << 16);
    public const uint StreamOn = Write | ('V' << 8) | 18 | (4u << 16);
    public const uint StreamOff = Write | ('V' << 8) | 19 | (4u << 16);
    public const uint SetParameters = Read | Write | ('V' << 8) | 22 | (204u << 16);
    public const uint GetControl = Read | Write | ('V' << 8) | 27 | (8u << 16);
    public const uint SetControl = Read | Write | ('V' << 8) | 28 | (8u << 16);
    public const uint QueryControl = Read | Write | ('V' << 8) | 36 | (68u << 16);
    public const uint EnumerateFrameSizes = Read | Write | ('V' << 8) | 74 | (44u << 16);
    public const uint EnumerateFrameIntervals = Read | Write | ('V' << 8) | 75 | (52u << 16);

    // <asm-generic/ioctl.h>, as on x86 and ARM.
    private const uint Write = 1u << 30;
    private const uint Read = 2u << 30;

    /// <summary>A pixel format's number from its four letters.</summary>
    public static uint FourCc(string letters) =>
        letters[0] | ((uint)letters[1] << 8) | ((uint)letters[2] << 16) | ((uint)letters[3] << 24);

    /// <summary>A pixel format's four letters from its number.</summary>
    public static string FourCc(uint number) =>
        string.Create(4, number, static (letters, value) =>
        {
            for (var i = 0; i < letters.Length; i++, value >>= 8)
            {
                letters[i] = (value & 0x7F) is > ' ' and var letter ? (char)letter : ' ';
            }
        }).TrimEnd();

    /// <summary>The text up to its ending zero.</summary>
    public static string TextOf(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text.IndexOf((byte)0) is >= 0 and var end ? text[..end] : text).Trim();

    /// <summary>Sends a request with a struct as its argument.</summary>
    /// <returns>0, or the error number.</returns>
    public static int Control<T>(this IVideoDevice device, uint request, ref T argument)
        where T : unmanaged => device.Control(request, MemoryMarshal.AsBytes(new Span<T>(ref argument)));
}
