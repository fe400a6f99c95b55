using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using StationAgent.Native;

namespace StationAgent.Gpio;

/// <summary>Asks the kernel about GPIO chips and lines without taking a line or changing its level.</summary>
internal static class GpioLineInfo
{
    private const string Folder = "/dev";
    private const string Prefix = "gpiochip";

    // <linux/gpio.h>: GPIO_GET_CHIPINFO_IOCTL and GPIO_V2_GET_LINEINFO_IOCTL (Linux 5.10), and the layout of their structs.
    private const nuint GetChipInfo = 0x8044B401;
    private const nuint GetLineInfo = 0xC100B405;
    private const int ChipInfoSize = 68;
    private const int LineInfoSize = 256;
    private const int TextSize = 32;
    private const int ChipLabel = 32;
    private const int ChipLines = 64;
    private const int LineConsumer = 32;
    private const int LineOffset = 64;
    private const int LineFlags = 72;
    private const ulong Used = 1;

    /// <summary>Lists the numbers of the chips that the kernel shows, in order.</summary>
    public static IReadOnlyList<int> Chips() =>
    [
        .. Directory.EnumerateFiles(Folder, Prefix + "*")
            .Select(static path => int.TryParse(Path.GetFileName(path.AsSpan())[Prefix.Length..], out var number) ? number : -1)
            .Where(static number => number >= 0)
            .Order(),
    ];

    /// <summary>Reads the label of a chip and the number of its lines.</summary>
    /// <exception cref="IOException">The chip cannot be queried.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not query the chip.</exception>
    public static (string Label, int Lines) OfChip(int chip)
    {
        Span<byte> info = stackalloc byte[ChipInfoSize];
        info.Clear();
        Ask(chip, GetChipInfo, info);
        return (TextAt(info, ChipLabel), BinaryPrimitives.ReadInt32LittleEndian(info[ChipLines..]));
    }

    /// <summary>Finds who uses a line; null when it is free.</summary>
    /// <param name="chip">The chip's number.</param>
    /// <param name="line">The line's offset in the chip.</param>
    /// <exception cref="IOException">The chip cannot be queried, or there is no such line.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not query the chip.</exception>
    public static string? HolderOf(int chip, int line)
    {
        Span<byte> info = stackalloc byte[LineInfoSize];
        info.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(info[LineOffset..], line);
        Ask(chip, GetLineInfo, info);
        return HolderIn(info);
    }

    /// <summary>Reads the user of a line from the kernel's answer.</summary>
    internal static string? HolderIn(ReadOnlySpan<byte> info) => (BinaryPrimitives.ReadUInt64LittleEndian(info[LineFlags..]) & Used) == 0
        ? null
        : TextAt(info, LineConsumer) is { Length: > 0 } consumer ? consumer : "the kernel";

    private static void Ask(int chip, nuint request, Span<byte> info)
    {
        using var device = File.OpenHandle($"{Folder}/{Prefix}{chip}", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (LibC.Control(device, request, ref MemoryMarshal.GetReference(info)) != 0)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }
    }

    private static string TextAt(ReadOnlySpan<byte> info, int offset)
    {
        var text = info.Slice(offset, TextSize);
        var end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}
