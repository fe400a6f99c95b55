using StationAgent.Scale.Lines;

namespace StationAgent.Scale.Dialects;

/// <summary>
/// Cuts Toledo continuous output: STX, three status bytes, six characters of weight, six of tare or none, CR, and with some terminals a check sum. Whether there is one
/// is learnt from the first frames. The check sum may have any value, those of STX and CR too, so the line cannot be cut at these alone.
/// </summary>
internal sealed class ToledoFrames : IFrameSplitter
{
    /// <summary>The bytes between STX and CR, with a tare.</summary>
    public const int LongLength = 15;

    /// <summary>The bytes between STX and CR, without a tare.</summary>
    public const int ShortLength = 9;

    /// <summary>What is put behind a frame whose check sum is wrong; no frame has this length.</summary>
    public const int DamagedLength = LongLength + 2;

    private const byte StartOfText = 0x02;
    private const byte CarriageReturn = 0x0D;

    private readonly byte[] _frame = new byte[DamagedLength];
    private int _length = -1;
    private bool _isComplete;
    private bool? _hasCheckSum;
    private bool _mayBeCheckSum;

    /// <inheritdoc/>
    public bool TryTake(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> frame)
    {
        while (!bytes.IsEmpty)
        {
            var value = bytes[0];
            bytes = bytes[1..];
            if (_isComplete ? TakeBehind(value) : TakeInside(value))
            {
                frame = _frame.AsSpan(0, _length);
                _length = value == StartOfText ? 0 : -1;
                return true;
            }
        }

        frame = default;
        return false;
    }

    /// <summary>Takes a byte of a frame, or one before it.</summary>
    /// <returns>True when the frame can be read.</returns>
    private bool TakeInside(byte value)
    {
        if (_mayBeCheckSum)
        {
            _hasCheckSum = value == StartOfText;
            _mayBeCheckSum = false;
        }

        if (value == StartOfText)
        {
            _length = 0;
        }
        else if (value == CarriageReturn)
        {
            _isComplete = _length is ShortLength or LongLength;
            if (_isComplete && _hasCheckSum == false)
            {
                _isComplete = false;
                return true;
            }

            _length = _isComplete ? _length : -1;
        }
        else if (_length >= 0)
        {
            _length = _length < LongLength ? _length + 1 : -1;
            if (_length > 0)
            {
                _frame[_length - 1] = value;
            }
        }

        return false;
    }

    /// <summary>Takes the byte behind CR.</summary>
    /// <returns>True when the frame before it can be read, or is known to be damaged.</returns>
    private bool TakeBehind(byte value)
    {
        _isComplete = false;
        var isRight = value == CheckSum(_frame.AsSpan(0, _length));
        if (_hasCheckSum is null)
        {
            // A frame is delivered once it is known what follows it. Where an STX is the right check sum too, the byte behind it tells.
            _mayBeCheckSum = value == StartOfText && isRight;
            _hasCheckSum = isRight ? (_mayBeCheckSum ? null : true) : value == StartOfText ? false : null;
            if (_hasCheckSum is not null)
            {
                return true;
            }

            _length = value == StartOfText ? 0 : -1;
            return false;
        }

        if (!isRight)
        {
            _length = DamagedLength;
        }

        return true;
    }

    /// <summary>The complement by two of the sum of all bytes from STX to CR, seven bits.</summary>
    private static byte CheckSum(ReadOnlySpan<byte> frame)
    {
        var sum = StartOfText + CarriageReturn;
        foreach (var value in frame)
        {
            sum += value & 0x7F;
        }

        return (byte)(-sum & 0x7F);
    }
}
