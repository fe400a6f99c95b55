using System.Buffers;

namespace StationAgent.Scale.Lines;

/// <summary>
/// Cuts bytes into lines. A line ends with CR, LF, STX or ETX; empty lines are left out. A line longer than <see cref="MaximumLength"/> is discarded
/// up to the next end, so that garbage costs one line and no memory.
/// </summary>
/// <param name="startsInside">True when the first bytes may be the end of a line that began before; that line is left out.</param>
internal sealed class LineSplitter(bool startsInside)
{
    /// <summary>The longest line, in bytes; those of scales have 10 to 40.</summary>
    public const int MaximumLength = 128;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("\r\n\u0002\u0003"u8);

    private readonly byte[] _line = new byte[MaximumLength];
    private int _length;
    private bool _skipping = startsInside;

    /// <summary>Takes bytes up to the end of the next line.</summary>
    /// <param name="bytes">The bytes that were read; returns those that are left.</param>
    /// <param name="line">The line without its end; valid until the next call.</param>
    /// <returns>False when no line ends in the bytes; then all bytes are taken.</returns>
    public bool TryTake(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> line)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOfAny(Ends);
            Append(end < 0 ? bytes : bytes[..end]);
            if (end < 0)
            {
                break;
            }

            bytes = bytes[(end + 1)..];
            line = _line.AsSpan(0, _length);
            _length = 0;
            _skipping = false;
            if (!line.IsEmpty)
            {
                return true;
            }
        }

        bytes = default;
        line = default;
        return false;
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        _skipping |= part.Length > MaximumLength - _length;
        if (_skipping)
        {
            _length = 0;
            return;
        }

        part.CopyTo(_line.AsSpan(_length));
        _length += part.Length;
    }
}
