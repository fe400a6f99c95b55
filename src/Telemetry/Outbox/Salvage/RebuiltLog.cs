using System.Buffers.Binary;
using StationAgent.Telemetry.Outbox.Files;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>Writes a log that lays whole pages over a file without touching it.</summary>
internal static class RebuiltLog
{
    // https://www.sqlite.org/fileformat2.html#walformat
    private const uint Format = 3_007_000;

    /// <param name="path">The log to make.</param>
    /// <param name="pagesInFile">Pages of the file below it.</param>
    /// <param name="pages">Whole pages of the damaged log; null to leave it out.</param>
    /// <param name="firstPage">Taken in place of the first page; null to leave it.</param>
    public static void Write(string path, uint pagesInFile, DamagedLog? pages, byte[]? firstPage)
    {
        var numbers = new SortedSet<uint>(pages?.Pages ?? []);
        if (firstPage is not null)
        {
            numbers.Add(1);
        }

        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        if (numbers.Count == 0)
        {
            return;
        }

        var header = new byte[DamagedLog.HeaderBytes];
        BinaryPrimitives.WriteUInt32BigEndian(header, DamagedLog.LittleEndianMagic);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), Format);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), StoreHeader.PageBytes);
        var sum = default(LogChecksum).Over(header.AsSpan(0, 24), bigEndian: false);
        sum.WriteTo(header.AsSpan(24));
        file.Write(header);

        var frame = new byte[DamagedLog.FrameBytes];
        foreach (var number in numbers)
        {
            var page = frame.AsSpan(DamagedLog.FrameHeaderBytes);
            if (number == 1 && firstPage is not null)
            {
                firstPage.CopyTo(page);
            }
            else
            {
                pages!.ReadPage(number, page);
            }

            BinaryPrimitives.WriteUInt32BigEndian(frame, number);
            BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), number == numbers.Max ? Math.Max(pagesInFile, number) : 0);
            sum = sum.Over(frame.AsSpan(0, 8), bigEndian: false).Over(page, bigEndian: false);
            sum.WriteTo(frame.AsSpan(16));
            file.Write(frame);
        }
    }
}
