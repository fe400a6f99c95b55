using System.Net.Sockets;

namespace StationAgent.Vision.Capture.Http;

/// <summary>
/// A connection to a camera on which the head of each answer is put into the right form before the HTTP client reads it. After each request that is written, the
/// next bytes are the head of an answer. A connection that is reset before them has ended for the client, which asks again on a new one.
/// </summary>
/// <param name="inner">The connection; disposed of with this.</param>
internal sealed class MendingStream(Stream inner) : Stream
{
    private const int ChunkBytes = 4 << 10;

    /// <summary>The number of bytes that tell what an answer begins with.</summary>
    private const int DecidingBytes = 5;

    private ReadOnlyMemory<byte> _ready;
    private volatile bool _isHeadNext = true;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return _ready.IsEmpty ? await inner.ReadAsync(buffer, cancellationToken) : 0;
        }

        while (_ready.IsEmpty)
        {
            // The client waits for the next answer before it has written its request.
            var count = await ReadOrEndAsync(buffer, cancellationToken);
            if (!_isHeadNext || count == 0)
            {
                return count;
            }

            await ReadHeadAsync(buffer[..count], cancellationToken);
        }

        var taken = Math.Min(buffer.Length, _ready.Length);
        _ready[..taken].CopyTo(buffer);
        _ready = _ready[taken..];
        return taken;
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _isHeadNext = true;
        try
        {
            await inner.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException closed) when (IsReset(closed))
        {
            // The read that follows finds the end.
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // The client repeats a request on a connection that was kept and has ended, but not on one that was reset. Some cameras reset it after each answer.
    private async ValueTask<int> ReadOrEndAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException closed) when (_isHeadNext && IsReset(closed))
        {
            return 0;
        }
    }

    private static bool IsReset(IOException failure) => failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown };

    private async ValueTask ReadHeadAsync(ReadOnlyMemory<byte> first, CancellationToken cancellationToken)
    {
        var bytes = new List<byte>(ChunkBytes);
        bytes.AddRange(ResponseHead.SkipEmptyLines(first.Span));
        var chunk = new byte[ChunkBytes];
        while (true)
        {
            var all = bytes.ToArray();
            if (all.Length >= DecidingBytes)
            {
                if (all.AsSpan().StartsWith("RTSP/"u8))
                {
                    throw new IOException("it speaks RTSP, not HTTP: put its rtsp:// address into Camera:Url and set Camera:Driver to rtsp");
                }

                if (ResponseHead.IsMissing(all))
                {
                    _ready = (byte[])[.. ResponseHead.Missing, .. all];
                    break;
                }

                if (!ResponseHead.MayBegin(all) || all.Length > ResponseHead.LongestHead)
                {
                    _ready = all;
                    break;
                }

                if (ResponseHead.EndOf(all) is var end and >= 0)
                {
                    Mend(all, end);
                    return;
                }
            }

            var count = await inner.ReadAsync(chunk, cancellationToken);
            if (count == 0)
            {
                _ready = all;
                break;
            }

            bytes.AddRange(bytes.Count == 0 ? ResponseHead.SkipEmptyLines(chunk.AsSpan(0, count)) : chunk.AsSpan(0, count));
        }

        _isHeadNext = false;
    }

    private void Mend(byte[] all, int end)
    {
        byte[] mended = [.. ResponseHead.Mend(all.AsSpan(0, end), out var code), .. all.AsSpan(end)];
        _ready = mended;

        // After "100 Continue" and its kind the head of the answer itself follows.
        _isHeadNext = code is >= 100 and < 200;
    }
}
