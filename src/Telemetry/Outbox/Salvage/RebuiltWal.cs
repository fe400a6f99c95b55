using System.Buffers.Binary;
using StationAgent.Telemetry.Outbox.Files;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>Writes a WAL that replaces pages of a file without changing the file.</summary>
internal static class RebuiltWal
{
    // https://www.sqlite.org/fileformat2.html#walformat
    private const uint Format = 3_007_000;

    /// <summary>Writes the WAL.</summary>
    /// <param name="path">The WAL to create.</param>
    /// <param name="pagesInFile">The number of pages in the file.</param>
    /// <param name="pages">The undamaged pages of the damaged WAL; null to leave them out.</param>
    /// <param name="firstPage">Replaces the first page; null to keep it.</param>
    public static void Write(string path, uint pagesInFile, DamagedWal? pages, byte[]? firstPage)
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

        var header = new byte[DamagedWal.HeaderBytes];
        BinaryPrimitives.WriteUInt32BigEndian(header, DamagedWal.LittleEndianMagic);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), Format);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), StoreHeader.PageBytes);
        var sum = default(WalChecksum).Over(header.AsSpan(0, 24), bigEndian: false);
        sum.WriteTo(header.AsSpan(24));
        file.Write(header);

        var frame = new byte[DamagedWal.FrameBytes];
        foreach (var number in numbers)
        {
            var page = frame.AsSpan(DamagedWal.FrameHeaderBytes);
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
