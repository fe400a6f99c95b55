using StationAgent.Scale.Lines;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// Cuts the answers of a CAS scale to a cash register: ACK or NAK alone, or a block between STX and ETX. The block has a fixed length, because its check character may
/// have any value, that of ETX too.
/// </summary>
internal sealed class CasEnquiryFrames : IFrameSplitter
{
    /// <summary>The bytes between STX and ETX.</summary>
    public const int BlockLength = 11;

    private const byte StartOfText = 0x02;
    private const byte EndOfText = 0x03;

    private readonly byte[] _frame = new byte[BlockLength];
    private int _length = -1;

    /// <inheritdoc/>
    public bool TryTake(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> frame)
    {
        while (!bytes.IsEmpty)
        {
            var value = bytes[0];
            bytes = bytes[1..];
            if (_length < 0)
            {
                if (value == StartOfText)
                {
                    _length = 0;
                }
                else if (value is CasEnquiryFormat.Acknowledge or CasEnquiryFormat.Refuse)
                {
                    _frame[0] = value;
                    frame = _frame.AsSpan(0, 1);
                    return true;
                }
            }
            else if (_length < BlockLength)
            {
                _frame[_length++] = value;
            }
            else
            {
                // Without ETX at its place the block is damaged; its bytes say nothing, and the next request begins again.
                _length = -1;
                if (value == EndOfText)
                {
                    frame = _frame;
                    return true;
                }
            }
        }

        frame = default;
        return false;
    }
}
