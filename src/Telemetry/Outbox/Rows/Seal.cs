using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>
/// Checksums over all fields of a row, because SQLite detects damage to the structure of its pages but not to their content. XXH3 with 64
/// bits detects any small number of flipped bits; it does not protect against deliberate changes.
/// </summary>
internal static class Seal
{
    // Longer texts take a buffer of their own.
    private const int TextBytesOnStack = 256;

    // Its state is half a kilobyte, too much to create again for every mark.
    [ThreadStatic]
    private static XxHash3? _hash;

    public static long OfEvent(EventId id, string topic, EventClass @class, long recordedMs, long ageMs, ReadOnlySpan<byte> payload)
    {
        var hash = Begin();
        AppendNumbers(hash, id.Sequence, (long)@class, recordedMs, ageMs);
        AppendText(hash, id.StoreEpoch);
        AppendText(hash, topic);
        hash.Append(payload);
        return unchecked((long)hash.GetCurrentHashAsUInt64());
    }

    public static long OfMark(EventId id, MarkKind kind, long ageMs, string? reason)
    {
        var hash = Begin();
        AppendNumbers(hash, id.Sequence, (long)kind, ageMs, 1);
        AppendText(hash, id.StoreEpoch);
        AppendText(hash, reason ?? string.Empty);
        return unchecked((long)hash.GetCurrentHashAsUInt64());
    }

    /// <summary>
    /// The seal of marks of version 1. It lacks the epoch, so that marks of another store could not be distinguished from this one's.
    /// </summary>
    public static long OfMarkOfVersion1(long sequence, MarkKind kind, long ageMs, string? reason)
    {
        var hash = Begin();
        AppendNumbers(hash, sequence, (long)kind, ageMs, 0);
        AppendText(hash, reason ?? string.Empty);
        return unchecked((long)hash.GetCurrentHashAsUInt64());
    }

    public static long OfRange(long first, long last)
    {
        var hash = Begin();
        AppendNumbers(hash, first, last, 0, 0);
        return unchecked((long)hash.GetCurrentHashAsUInt64());
    }

    public static long OfPair(string key, string value) => OfPair(key, Encoding.UTF8.GetBytes(value));

    /// <summary>The seal of a small value.</summary>
    /// <param name="key">The name of the value.</param>
    /// <param name="value">The text in UTF-8.</param>
    public static long OfPair(string key, ReadOnlySpan<byte> value)
    {
        var hash = Begin();
        hash.Append(Encoding.UTF8.GetBytes(key));
        hash.Append([0]);
        hash.Append(value);
        return unchecked((long)hash.GetCurrentHashAsUInt64());
    }

    private static XxHash3 Begin()
    {
        var hash = _hash ??= new XxHash3();
        hash.Reset();
        return hash;
    }

    private static void AppendNumbers(XxHash3 hash, long a, long b, long c, long d)
    {
        Span<byte> bytes = stackalloc byte[4 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, a);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], b);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], c);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], d);
        hash.Append(bytes);
    }

    private static void AppendText(XxHash3 hash, string text)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int) + TextBytesOnStack];
        var length = Encoding.UTF8.TryGetBytes(text, bytes[sizeof(int)..], out var written) ? written : 0;
        if (length == 0 && text.Length > 0)
        {
            bytes = Encoding.UTF8.GetBytes("\0\0\0\0" + text);
            length = bytes.Length - sizeof(int);
        }

        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        hash.Append(bytes[..(sizeof(int) + length)]);
    }
}
