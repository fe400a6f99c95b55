using Microsoft.Win32.SafeHandles;

namespace StationAgent.Telemetry.Outbox.Files;

/// <summary>
/// Checks the header of the file, because SQLite trusts parts of it: an altered text encoding would make every row look altered.
/// https://www.sqlite.org/fileformat2.html#the_database_header
/// </summary>
internal static class StoreHeader
{
    public const int Bytes = 100;
    public const int PageBytes = 4096;

    /// <summary>What the header and the length show to be wrong with the file; null when both are as this program leaves them.</summary>
    public static string? TroubleOf(string file)
    {
        using var handle = File.OpenHandle(file, share: FileShare.ReadWrite | FileShare.Delete);
        return HeadTroubleIn(handle) ?? (EndsInsideAPage(handle, file) ? "it has been cut short" : null);
    }

    /// <summary>What is wrong with the header of a file; null for nothing.</summary>
    public static string? HeadTroubleOf(string file)
    {
        using var handle = File.OpenHandle(file, share: FileShare.ReadWrite | FileShare.Delete);
        return HeadTroubleIn(handle);
    }

    private static string? HeadTroubleIn(SafeFileHandle handle)
    {
        Span<byte> header = stackalloc byte[Bytes];
        return RandomAccess.Read(handle, header, 0) < Bytes ? "it has been cut short" : TroubleIn(header);
    }

    // SQLite takes the missing part of the last page for zeros, and loses the rows on it without an error. A write that found no room may
    // also
    // have ended there; then the WAL still holds the page.
    private static bool EndsInsideAPage(SafeFileHandle handle, string file) =>
        RandomAccess.GetLength(handle) % PageBytes != 0 && new FileInfo(file + "-wal") is not { Exists: true, Length: > 0 };

    /// <summary>What is wrong with a header, given its first bytes; null for nothing.</summary>
    public static string? TroubleIn(ReadOnlySpan<byte> header)
    {
        // Page size 4096, written and read through a WAL, no reserved bytes, fractions; schema format 4; no automatic
        // vacuum; UTF-8; bytes that are always zero.
        var whole = header[..16].SequenceEqual("SQLite format 3\0"u8)
            && header[16..24].SequenceEqual((ReadOnlySpan<byte>)[0x10, 0, 2, 2, 0, 64, 32, 32])
            && header[44..48].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 4])
            && header[52..56].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 0])
            && header[56..60].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 1])
            && header[72..92].IndexOfAnyExcept((byte)0) < 0;
        return whole ? null : "its header was altered";
    }
}
