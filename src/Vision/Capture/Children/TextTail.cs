using System.Text;

namespace StationAgent.Vision.Capture.Children;

/// <summary>Keeps the last lines that a program wrote, in bounded memory. Safe for use by several threads.</summary>
/// <param name="bytes">The number of bytes that are kept.</param>
/// <param name="lines">The number of lines that are reported.</param>
internal sealed class TextTail(int bytes, int lines)
{
    private readonly Lock _gate = new();
    private readonly byte[] _kept = new byte[bytes];
    private int _count;

    /// <summary>Adds what the program wrote.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        lock (_gate)
        {
            text = text[Math.Max(0, text.Length - _kept.Length)..];
            var keep = Math.Min(_count, _kept.Length - text.Length);
            _kept.AsSpan(_count - keep, keep).CopyTo(_kept);
            text.CopyTo(_kept.AsSpan(keep));
            _count = keep + text.Length;
        }
    }

    /// <summary>The last lines in one, separated by <c>" / "</c>; empty when nothing came.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            var all = Encoding.UTF8.GetString(_kept, 0, _count)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return string.Join(" / ", all[Math.Max(0, all.Length - lines)..]);
        }
    }
}
