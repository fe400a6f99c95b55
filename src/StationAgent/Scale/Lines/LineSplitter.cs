using System.Buffers;

namespace StationAgent.Scale.Lines;

/// <summary>
/// Cuts bytes into lines. A line ends with CR, LF, STX or ETX; empty lines are left out. A line longer than <see cref="MaximumLength"/> is discarded
/// up to the next end, so that garbage costs one line and no memory.
/// </summary>
/// <param name="startsInside">True when the first bytes may be the end of a line that began before; that line is left out.</param>
internal sealed class LineSplitter(bool startsInside) : IFrameSplitter
{
    /// <summary>The longest line, in bytes; those of scales have 10 to 40.</summary>
    public const int MaximumLength = 128;

    private const byte StartOfText = 0x02;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("\r\n\u0002\u0003"u8);

    private readonly byte[] _line = new byte[MaximumLength];
    private int _length;
    private bool _skipping = startsInside;
    private byte _begin;

    /// <inheritdoc/>
    public long Overlong { get; private set; }

    /// <summary>True when the line that was taken last began with STX.</summary>
    public bool BeganWithStartOfText { get; private set; }

    /// <inheritdoc/>
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

            BeganWithStartOfText = _begin == StartOfText;
            _begin = bytes[end];
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
        if (!_skipping && part.Length > MaximumLength - _length)
        {
            _skipping = true;
            Overlong++;
        }

        if (_skipping)
        {
            _length = 0;
            return;
        }

        part.CopyTo(_line.AsSpan(_length));
        _length += part.Length;
    }
}
