using System.Buffers.Binary;
using StationAgent.Vision.Imaging;

namespace StationAgent.Vision.Capture.Streams;

/// <summary>
/// Cuts a stream of bytes into JPEG files by the structure of the files themselves (ITU-T T.81, annex B): segments are stepped over by their length, so
/// that a thumbnail inside one does not end the picture, and only entropy-coded data is searched for the next marker. What stands between two
/// pictures is skipped, and so are previews (see <see cref="PreviewFilter"/>). A picture that breaks off, or has an impossible structure, is given up, and the
/// next one is looked for inside its bytes. Not for use by two threads at once.
/// </summary>
/// <param name="maxBytes">The longest picture; a longer one is given up.</param>
internal sealed class JpegSplitter(int maxBytes)
{
    private const byte MarkerStart = 0xFF;
    // JPEG-LS has every code below this one in its data (ITU-T T.87, annex A.1).
    private const byte FirstMarkerOfJpegLs = 0x80;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte LineFeed = (byte)'\n';
    private const int MinRead = 16 << 10;

    // A camera's picture has about ten. Without a limit, crafted bytes would be read again and again.
    private const int MaxSegments = 512;

    private readonly PreviewFilter _previews = new();

    private byte[] _buffer = new byte[Math.Min(maxBytes, 256 << 10) + MinRead];
    private int _start;
    private int _end;
    private int _at;
    private int _segments;
    private int _firstScan;
    private byte _kind;
    private uint _size;
    private byte _before = LineFeed;
    private PictureFault _fault;
    private bool _isInPicture;
    private bool _isInScan;

    private enum Step
    {
        NeedsMore,
        IsWhole,
        IsBroken,
    }

    /// <summary>The number of bytes that did not belong to a whole picture.</summary>
    public long Skipped { get; private set; }

    /// <summary>Why the newest picture that is not whole is not; a picture that still comes is not whole.</summary>
    public PictureFault Fault => _isInPicture && _firstScan > 0 ? PictureFault.BreaksOff : _fault;

    private static ReadOnlySpan<byte> PictureStart => [MarkerStart, StartOfImage, MarkerStart];

    /// <summary>Makes ready for another stream: what has come and is not a whole picture is dropped.</summary>
    public void Restart()
    {
        (_start, _end, _at, _isInPicture, _before) = (0, 0, 0, false, LineFeed);
        (Skipped, _fault) = (0, PictureFault.None);
    }

    /// <summary>The buffer for the next bytes of the stream, at least 16 KiB.</summary>
    public Memory<byte> Room()
    {
        if (_buffer.Length - _end < MinRead)
        {
            MakeRoom();
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>Takes the bytes that were read into <see cref="Room"/>.</summary>
    public void Take(int count) => _end += count;

    /// <summary>Finds the next whole picture among the bytes that have come.</summary>
    /// <param name="jpeg">The picture, until the next call of any method.</param>
    /// <returns>False when more bytes are needed.</returns>
    public bool TryNext(out ReadOnlySpan<byte> jpeg)
    {
        jpeg = default;
        while (_isInPicture || FindStart())
        {
            var step = Walk();
            if (step == Step.IsWhole && _at - _start <= maxBytes)
            {
                // The head of a part ends with an empty line.
                var isPicture = _previews.IsPicture(_size, isFirst: _before == LineFeed);
                jpeg = _buffer.AsSpan(_start, _at - _start);
                (_start, _before, _isInPicture) = (_at, EndOfImage, false);
                if (isPicture)
                {
                    return true;
                }

                Skipped += jpeg.Length;
                jpeg = default;
                continue;
            }

            if (step == Step.NeedsMore && _end - _start <= maxBytes)
            {
                return false;
            }

            GiveUp();
        }

        return false;
    }

    private bool FindStart()
    {
        var found = _buffer.AsSpan(_start, _end - _start).IndexOf(PictureStart);

        // A start marker may be split across reads: keep the last two bytes.
        Skip(found >= 0 ? found : Math.Max(0, _end - _start - (PictureStart.Length - 1)));
        (_at, _segments, _firstScan, _kind, _size) = (_start + 2, 0, 0, 0, 0);
        (_isInPicture, _isInScan) = (found >= 0, false);
        return _isInPicture;
    }

    private void GiveUp()
    {
        _fault = _end - _start > maxBytes ? PictureFault.IsTooLong : Fault;

        // The next picture may begin inside these bytes, but a thumbnail in the headers of a picture that has reached its scan is not one.
        Skip(_firstScan > 0 ? _firstScan - _start : 2);
        _isInPicture = false;
    }

    private void Skip(int count)
    {
        if (count > 0)
        {
            _start += count;
            _before = _buffer[_start - 1];
            Skipped += count;
        }
    }

    private Step Walk()
    {
        while (true)
        {
            if (_isInScan && !SkipScan())
            {
                return Step.NeedsMore;
            }

            if (_end - _at < 2)
            {
                return Step.NeedsMore;
            }

            var code = _buffer[_at + 1];
            if (_buffer[_at] != MarkerStart || code is 0 or StartOfImage)
            {
                return Step.IsBroken;
            }

            if (code == EndOfImage)
            {
                _at += 2;
                return Step.IsWhole;
            }

            if (code == MarkerStart || IsAlone(code))
            {
                // Fill bytes may stand before any marker (B.1.1.2).
                _at += code == MarkerStart ? 1 : 2;
                continue;
            }

            if (_end - _at < 4)
            {
                return Step.NeedsMore;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_at + 2));
            if (length < 2 || _segments == MaxSegments)
            {
                return Step.IsBroken;
            }

            if (_end - _at < 2 + length)
            {
                return Step.NeedsMore;
            }

            if (FrameHeader.IsFrameHeader(code) && length >= FrameHeader.SizeBytes && _size == 0)
            {
                _kind = code;
                _size = BinaryPrimitives.ReadUInt32BigEndian(_buffer.AsSpan(_at + 5));
            }

            _isInScan = code == StartOfScan;
            if (_isInScan && _firstScan == 0)
            {
                _firstScan = _at;
            }

            _at += 2 + length;
            _segments++;
        }
    }

    // Skips to the next marker that is not part of the data; false when it has not come yet.
    private bool SkipScan()
    {
        while (true)
        {
            var found = _buffer.AsSpan(_at, _end - _at).IndexOf(MarkerStart);
            _at = found < 0 ? _end : _at + found;
            if (_end - _at < 2)
            {
                return false;
            }

            var code = _buffer[_at + 1];
            var isData = code is 0 or MarkerStart || (_kind == FrameHeader.JpegLs && code < FirstMarkerOfJpegLs);
            if (!isData && !IsAlone(code))
            {
                _isInScan = false;
                return true;
            }

            _at += code == MarkerStart ? 1 : 2;
        }
    }

    /// <summary>RST0 to RST7 and TEM have no length (T.81, table B.1).</summary>
    private static bool IsAlone(byte code) => code is (>= 0xD0 and <= 0xD7) or 0x01;

    private void MakeRoom()
    {
        var used = _end - _start;
        var target = used + MinRead > _buffer.Length
            ? new byte[Math.Min(Math.Max(2 * _buffer.Length, used + MinRead), Math.Max(maxBytes, used) + MinRead)]
            : _buffer;
        _buffer.AsSpan(_start, used).CopyTo(target);
        _at -= _start;
        _firstScan = Math.Max(0, _firstScan - _start);
        _start = 0;
        _end = used;
        _buffer = target;
    }
}
