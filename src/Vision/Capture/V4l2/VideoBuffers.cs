using StationAgent.Native;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>The driver's buffers, mapped into the agent's memory.</summary>
internal sealed class VideoBuffers : IDisposable
{
    // One is being filled, one is filled, one is read, and one is a reserve for a thread that is late.
    private const uint WantedBuffers = 4;
    private const uint MinBuffers = 2;

    private readonly IVideoDevice _device;
    private readonly List<(nint Address, uint Length)> _mapped = [];
    private bool _isStreaming;

    private VideoBuffers(IVideoDevice device) => _device = device;

    /// <summary>The number of buffers that the driver gave.</summary>
    public int Count => _mapped.Count;

    /// <summary>Lets the driver make buffers, maps and queues them, and starts the stream.</summary>
    /// <exception cref="FrameSourceException">The driver refuses.</exception>
    public static VideoBuffers Start(IVideoDevice device)
    {
        var buffers = new VideoBuffers(device);
        try
        {
            buffers.MapAll();
            var type = V4l2Api.VideoCapture;
            VideoSetup.Check(device, device.Control(V4l2Api.StreamOn, ref type), "does not start");
            buffers._isStreaming = true;
            return buffers;
        }
        catch
        {
            buffers.Dispose();
            throw;
        }
    }

    /// <summary>Takes a filled buffer from the driver.</summary>
    /// <param name="buffer">What the driver says of it.</param>
    /// <returns>False when none is filled.</returns>
    /// <exception cref="FrameSourceException">The camera is gone or has failed.</exception>
    public bool TryTake(out V4l2Buffer buffer)
    {
        buffer = Empty(0);
        var error = _device.Control(V4l2Api.DequeueBuffer, ref buffer);
        if (error == Errno.Again)
        {
            return false;
        }

        VideoSetup.Check(_device, error, Lost(error, "hands out no buffer"));
        return buffer.Index < Count
            ? true
            : throw new FrameSourceException($"The camera {_device.Path} hands out buffer {buffer.Index} of {Count}: its driver is broken.");
    }

    /// <summary>The bytes of a buffer that the driver filled; empty when it claims more bytes than the buffer has.</summary>
    public unsafe ReadOnlySpan<byte> Content(in V4l2Buffer buffer)
    {
        var (address, length) = _mapped[(int)buffer.Index];
        return buffer.BytesUsed <= length ? new ReadOnlySpan<byte>((void*)address, (int)buffer.BytesUsed) : [];
    }

    /// <summary>Gives a buffer back to be filled again.</summary>
    /// <exception cref="FrameSourceException">The camera is gone or has failed.</exception>
    public void GiveBack(uint index)
    {
        var buffer = Empty(index);
        var error = _device.Control(V4l2Api.QueueBuffer, ref buffer);
        VideoSetup.Check(_device, error, Lost(error, "takes no buffer back"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isStreaming)
        {
            // This fails for a device that is gone, and then there is nothing to stop.
            var type = V4l2Api.VideoCapture;
            _ = _device.Control(V4l2Api.StreamOff, ref type);
            _isStreaming = false;
        }

        foreach (var (address, length) in _mapped)
        {
            _device.Unmap(address, length);
        }

        _mapped.Clear();
        var none = new V4l2RequestBuffers { Type = V4l2Api.VideoCapture, Memory = V4l2Api.MemoryMap };
        _ = _device.Control(V4l2Api.RequestBuffers, ref none);
    }

    // Which call meets a lost camera first is chance: the message must not depend on it.
    private static string Lost(int error, string otherwise) => error switch
    {
        Errno.InputOutput => "has lost its connection",
        Errno.NoDevice => "is gone",
        _ => otherwise,
    };

    private static V4l2Buffer Empty(uint index) =>
        new() { Type = V4l2Api.VideoCapture, Memory = V4l2Api.MemoryMap, Index = index };

    private void MapAll()
    {
        var request = new V4l2RequestBuffers { Count = WantedBuffers, Type = V4l2Api.VideoCapture, Memory = V4l2Api.MemoryMap };
        VideoSetup.Check(_device, _device.Control(V4l2Api.RequestBuffers, ref request), "makes no buffers");
        if (request.Count < MinBuffers)
        {
            throw new FrameSourceException($"The camera {_device.Path} has memory for {request.Count} buffers; at least {MinBuffers} are needed.");
        }

        for (var index = 0u; index < request.Count; index++)
        {
            var buffer = Empty(index);
            VideoSetup.Check(_device, _device.Control(V4l2Api.QueryBuffer, ref buffer), "does not describe its buffers");
            var address = _device.Map(buffer.Length, buffer.Offset);
            if (address == 0 || buffer.Length > int.MaxValue)
            {
                throw new FrameSourceException($"The camera {_device.Path} has a buffer of {buffer.Length} bytes that cannot be mapped.");
            }

            _mapped.Add((address, buffer.Length));
            GiveBack(index);
        }
    }
}
