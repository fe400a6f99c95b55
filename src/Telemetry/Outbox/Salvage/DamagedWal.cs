using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using StationAgent.Telemetry.Outbox.Files;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>
/// The undamaged pages of a WAL. SQLite stops at the first altered frame. But each frame's checksum continues from the one written in the frame
/// before it, so later frames can still be checked. Frames are used up to the last commit.
/// Layout: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
/// </summary>
internal sealed class DamagedWal : IDisposable
{
    public const int HeaderBytes = 32;
    public const int FrameHeaderBytes = 24;
    public const int FrameBytes = FrameHeaderBytes + StoreHeader.PageBytes;
    public const uint LittleEndianMagic = 0x377f0682;

    private readonly SafeFileHandle? _file;
    private readonly Dictionary<uint, long> _offsets = [];

    public DamagedWal(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        _file = File.OpenHandle(path);
        Read(_file);
    }

    public IReadOnlyCollection<uint> Pages => _offsets.Keys;

    /// <summary>True when frames of the WAL or its header were altered.</summary>
    public bool IsAltered { get; private set; }

    public void ReadPage(uint page, Span<byte> bytes) => RandomAccess.Read(_file!, bytes, _offsets[page]);

    public void Dispose() => _file?.Dispose();

    private void Read(SafeFileHandle file)
    {
        var header = new byte[HeaderBytes];
        if (RandomAccess.Read(file, header, 0) < HeaderBytes)
        {
            IsAltered = RandomAccess.GetLength(file) > 0;
            return;
        }

        var magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        var bigEndian = (magic & 1) != 0;
        var sum = default(WalChecksum).Over(header.AsSpan(0, 24), bigEndian);
        if ((magic & ~1u) != LittleEndianMagic || sum != WalChecksum.At(header.AsSpan(24)) || header[10] != StoreHeader.PageBytes >> 8)
        {
            IsAltered = true;
            return;
        }

        ReadFrames(file, header.AsSpan(16, 8).ToArray(), sum, bigEndian);
    }

    private void ReadFrames(SafeFileHandle file, byte[] salt, WalChecksum before, bool bigEndian)
    {
        var frame = new byte[FrameBytes];
        var open = new Dictionary<uint, long>();
        var broken = false;
        for (long offset = HeaderBytes; RandomAccess.Read(file, frame, offset) == FrameBytes; offset += FrameBytes)
        {
            var isOfThisWal = frame.AsSpan(8, 8).SequenceEqual(salt);
            var sum = before.Over(frame.AsSpan(0, 8), bigEndian).Over(frame.AsSpan(FrameHeaderBytes), bigEndian);
            before = WalChecksum.At(frame.AsSpan(16));
            if (!isOfThisWal || sum != before)
            {
                // Remains of an earlier WAL look the same; it is damage only when frames of this one follow.
                broken = true;
                continue;
            }

            IsAltered |= broken;
            open[BinaryPrimitives.ReadUInt32BigEndian(frame)] = offset + FrameHeaderBytes;
            if (BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0)
            {
                foreach (var (page, at) in open)
                {
                    _offsets[page] = at;
                }

                open.Clear();
            }
        }
    }
}
