using System.Buffers.Binary;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>The running checksum of SQLite's log: https://www.sqlite.org/fileformat2.html#checksum_algorithm</summary>
internal readonly record struct LogChecksum(uint First, uint Second)
{
    /// <summary>As it stands in a header of the log.</summary>
    public static LogChecksum At(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));

    public void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, First);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], Second);
    }

    /// <param name="bytes">A multiple of 8 bytes.</param>
    /// <param name="bigEndian">How the words are read; the log's first number says so.</param>
    public LogChecksum Over(ReadOnlySpan<byte> bytes, bool bigEndian)
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

        return new LogChecksum(first, second);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
