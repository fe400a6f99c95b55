using System.Buffers.Binary;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>The running checksum of SQLite's WAL: https://www.sqlite.org/fileformat2.html#checksum_algorithm</summary>
internal readonly record struct WalChecksum(uint First, uint Second)
{
    /// <summary>Reads a checksum from a header of the WAL.</summary>
    public static WalChecksum At(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));

    public void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, First);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], Second);
    }

    /// <summary>Continues the checksum over more bytes.</summary>
    /// <param name="bytes">A multiple of 8 bytes.</param>
    /// <param name="bigEndian">The byte order of the words, which the first number of the WAL states.</param>
    public WalChecksum Over(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var (first, second) = (First, Second);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            unchecked
            {
                first += Word(bytes, bigEndian) + second;
                second += Word(bytes[4..], bigEndian) + first;
            }
        }

        return new WalChecksum(first, second);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
