using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StationAgent.Vision.Capture.V4l2;

// The structs of <linux/videodev2.h> as a 64-bit kernel lays them out; fields that are not used are left as room. The kernel takes the size of a
// struct for a part of the request's number, so a wrong one is refused and does not corrupt anything. Sizes are checked by a test.

/// <summary><c>v4l2_capability</c>: what a device is.</summary>
[StructLayout(LayoutKind.Sequential, Size = 104)]
internal struct V4l2Capability
{
    public Text16 Driver;
    public Text32 Card;
    public Text32 Bus;
    public uint Version;
    public uint Capabilities;
    public uint DeviceCapabilities;
}

/// <summary><c>v4l2_fmtdesc</c>: a format that a device offers.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct V4l2FormatDescription
{
    public uint Index;
    public uint Type;
    public uint Flags;
    public Text32 Description;
    public uint PixelFormat;
}

/// <summary><c>v4l2_frmsizeenum</c>: a size of a format; the last four fields only where sizes are a range.</summary>
[StructLayout(LayoutKind.Sequential, Size = 44)]
internal struct V4l2FrameSize
{
    public uint Index;
    public uint PixelFormat;
    public uint Type;

    /// <summary>Width of a discrete size, else the least width.</summary>
    public uint First;

    /// <summary>Height of a discrete size, else the greatest width.</summary>
    public uint Second;

    public uint WidthStep;
    public uint MinHeight;
    public uint MaxHeight;
}

/// <summary><c>v4l2_frmivalenum</c>: a frame interval of a size; where intervals are a range, the shortest one.</summary>
[StructLayout(LayoutKind.Sequential, Size = 52)]
internal struct V4l2FrameInterval
{
    public uint Index;
    public uint PixelFormat;
    public uint Width;
    public uint Height;
    public uint Type;
    public uint Numerator;
    public uint Denominator;
}

/// <summary><c>v4l2_format</c> with <c>v4l2_pix_format</c>; the union before it is aligned to eight bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 208)]
internal struct V4l2Format
{
    [FieldOffset(0)]
    public uint Type;

    [FieldOffset(8)]
    public uint Width;

    [FieldOffset(12)]
    public uint Height;

    [FieldOffset(16)]
    public uint PixelFormat;

    [FieldOffset(20)]
    public uint Field;

    [FieldOffset(24)]
    public uint BytesPerLine;

    [FieldOffset(28)]
    public uint SizeImage;
}

/// <summary><c>v4l2_streamparm</c> with <c>v4l2_captureparm</c>.</summary>
[StructLayout(LayoutKind.Sequential, Size = 204)]
internal struct V4l2StreamParameters
{
    public uint Type;
    public uint Capability;
    public uint Mode;

    /// <summary>Seconds from frame to frame, above the line.</summary>
    public uint Numerator;

    /// <summary>Seconds from frame to frame, below the line.</summary>
    public uint Denominator;
}

/// <summary><c>v4l2_requestbuffers</c>.</summary>
[StructLayout(LayoutKind.Sequential, Size = 20)]
internal struct V4l2RequestBuffers
{
    public uint Count;
    public uint Type;
    public uint Memory;
}

/// <summary><c>v4l2_buffer</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 88)]
internal struct V4l2Buffer
{
    [FieldOffset(0)]
    public uint Index;

    [FieldOffset(4)]
    public uint Type;

    [FieldOffset(8)]
    public uint BytesUsed;

    [FieldOffset(12)]
    public uint Flags;

    [FieldOffset(24)]
    public long Seconds;

    [FieldOffset(32)]
    public long Microseconds;

    [FieldOffset(56)]
    public uint Sequence;

    [FieldOffset(60)]
    public uint Memory;

    [FieldOffset(64)]
    public uint Offset;

    [FieldOffset(72)]
    public uint Length;
}

/// <summary><c>v4l2_queryctrl</c>: a control that a device offers.</summary>
[StructLayout(LayoutKind.Sequential, Size = 68)]
internal struct V4l2QueryControl
{
    public uint Id;
    public uint Type;
    public Text32 Name;
    public int Minimum;
    public int Maximum;
    public int Step;
    public int Default;
    public uint Flags;
}

/// <summary><c>v4l2_control</c>: a control's value.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct V4l2Control
{
    public uint Id;
    public int Value;
}

/// <summary>A text of at most 16 bytes, ended by a zero.</summary>
[InlineArray(16)]
internal struct Text16
{
    private byte _first;
}

/// <summary>A text of at most 32 bytes, ended by a zero.</summary>
[InlineArray(32)]
internal struct Text32
{
    private byte _first;
}
