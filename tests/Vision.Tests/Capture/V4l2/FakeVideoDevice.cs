using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using StationAgent.Native;
using StationAgent.Vision.Capture.V4l2;

namespace StationAgent.Vision.Tests.Capture.V4l2;

/// <summary>
/// The kernel's side of a UVC camera, as far as the driver here uses it: keeps which buffers are queued, fills them by order, and refuses what a
/// kernel refuses.
/// </summary>
internal sealed class FakeVideoDevice : IVideoDevice
{
    private readonly Channel<Action<FakeVideoDevice>> _events = Channel.CreateUnbounded<Action<FakeVideoDevice>>();
    private readonly Queue<uint> _queued = new();
    private readonly Queue<V4l2Buffer> _filled = new();
    private readonly Dictionary<nint, uint> _mapped = [];
    private readonly CancellationTokenSource _cancelled = new();
    private nint[] _memory = [];
    private bool _isStreaming;
    private bool _isLost;
    private bool _isSilent;

    public string Path => "/dev/video7";

    public string Card { get; init; } = "Test Camera";

    public uint Capabilities { get; init; } = V4l2Api.CanCapture | V4l2Api.CanStream;

    public string[] Formats { get; init; } = ["YUYV", "MJPG"];

    public (uint Width, uint Height) Size { get; init; } = (640, 480);

    public uint Buffers { get; init; } = 4;

    public uint BufferLength { get; init; } = 64 << 10;

    public int OpenError { get; set; }

    /// <summary>Values of the controls the camera has.</summary>
    public Dictionary<uint, int> Controls { get; } = [];

    /// <summary>The values that were set, in order.</summary>
    public List<(uint Id, int Value)> Written { get; } = [];

    /// <summary>Errors that requests give from now on.</summary>
    public Dictionary<uint, int> Errors { get; } = [];

    public int Queued => _queued.Count;

    public bool IsDisposed { get; private set; }

    public bool IsStreaming => _isStreaming;

    public int Mapped => _mapped.Count;

    /// <summary>What happens at the next wait.</summary>
    public void Then(Action<FakeVideoDevice> happens) => _events.Writer.TryWrite(happens);

    /// <summary>At the next wait a buffer is filled.</summary>
    public void ThenFill(byte[] content, uint sequence, uint flags = 0, uint? bytesUsed = null, TimeSpan at = default) => Then(device =>
    {
        if (!device._queued.TryDequeue(out var index))
        {
            return;
        }

        Marshal.Copy(content, 0, device._memory[index], content.Length);
        var (seconds, rest) = Math.DivRem(at.Ticks, TimeSpan.TicksPerSecond);
        device._filled.Enqueue(new V4l2Buffer
        {
            Index = index,
            BytesUsed = bytesUsed ?? (uint)content.Length,
            Flags = flags,
            Sequence = sequence,
            Seconds = seconds,
            Microseconds = rest / TimeSpan.TicksPerMicrosecond,
        });
    });

    /// <summary>The next wait ends without a buffer.</summary>
    public void ThenBeSilent() => Then(static device => device._isSilent = true);

    /// <summary>At the next wait the cable is pulled.</summary>
    public void ThenUnplug() => Then(static device => device._isLost = true);

    public int Open() => OpenError;

    public int Control(uint request, Span<byte> argument)
    {
        if ((request >> 16 & 0x3FFF) != argument.Length)
        {
            throw new InvalidOperationException($"The request {request:X8} wants {request >> 16 & 0x3FFF} bytes and got {argument.Length}.");
        }

        return Errors.TryGetValue(request, out var error) ? error : Answer(request, argument);
    }

    public nint Map(uint length, uint offset)
    {
        var address = _memory[(int)(offset / BufferLength)];
        _mapped.Add(address, length);
        return address;
    }

    public void Unmap(nint address, uint length)
    {
        if (!_mapped.Remove(address, out var mapped) || mapped != length)
        {
            throw new InvalidOperationException("What was not mapped is unmapped.");
        }
    }

    public VideoWait Wait(TimeSpan limit)
    {
        try
        {
            while (_filled.Count == 0 && !_isLost && !_isSilent)
            {
                _events.Reader.ReadAsync(_cancelled.Token).AsTask().GetAwaiter().GetResult()(this);
            }
        }
        catch (OperationCanceledException)
        {
            return VideoWait.Cancelled;
        }

        return _isLost ? VideoWait.Lost : _filled.Count > 0 ? VideoWait.Ready : VideoWait.TimedOut;
    }

    public void Cancel() => _cancelled.Cancel();

    public void Dispose()
    {
        Free();
        IsDisposed = true;
    }

    private int Answer(uint request, Span<byte> argument)
    {
        switch (request)
        {
            case V4l2Api.QueryCapability:
                ref var capability = ref As<V4l2Capability>(argument);
                Put(Card, capability.Card);
                Put("uvcvideo", capability.Driver);
                Put("usb-1.2", capability.Bus);
                capability.Capabilities = V4l2Api.HasDeviceCapabilities | V4l2Api.CanCapture | V4l2Api.CanStream;
                capability.DeviceCapabilities = Capabilities;
                return 0;
            case V4l2Api.EnumerateFormats:
                ref var description = ref As<V4l2FormatDescription>(argument);
                if (description.Index >= Formats.Length)
                {
                    return Errno.Invalid;
                }

                description.PixelFormat = V4l2Api.FourCc(Formats[description.Index]);
                Put("Motion-JPEG", description.Description);
                return 0;
            case V4l2Api.EnumerateFrameSizes:
                ref var size = ref As<V4l2FrameSize>(argument);
                (size.Type, size.First, size.Second) = (V4l2Api.Discrete, Size.Width, Size.Height);
                return size.Index == 0 ? 0 : Errno.Invalid;
            case V4l2Api.EnumerateFrameIntervals:
                ref var interval = ref As<V4l2FrameInterval>(argument);
                (interval.Type, interval.Numerator, interval.Denominator) = (V4l2Api.Discrete, 1, interval.Index == 0 ? 15u : 30u);
                return interval.Index < 2 ? 0 : Errno.Invalid;
            case V4l2Api.SetFormat:
                ref var format = ref As<V4l2Format>(argument);
                (format.Width, format.Height, format.BytesPerLine) = (Size.Width, Size.Height, 2 * Size.Width);
                return 0;
            case V4l2Api.SetParameters:
                ref var parameters = ref As<V4l2StreamParameters>(argument);
                (parameters.Capability, parameters.Numerator, parameters.Denominator) = (V4l2Api.CanSetInterval, 1, 15);
                return 0;
            case V4l2Api.RequestBuffers:
                ref var buffers = ref As<V4l2RequestBuffers>(argument);
                Free();
                buffers.Count = Math.Min(buffers.Count, Buffers);
                _memory = new nint[buffers.Count];
                for (var i = 0; i < _memory.Length; i++)
                {
                    _memory[i] = Marshal.AllocHGlobal((int)BufferLength);
                }

                return 0;
            case V4l2Api.StreamOn:
                _isStreaming = true;
                return 0;
            case V4l2Api.StreamOff:
                _isStreaming = false;
                _queued.Clear();
                _filled.Clear();
                return 0;
            case V4l2Api.QueryBuffer:
                ref var buffer = ref As<V4l2Buffer>(argument);
                (buffer.Length, buffer.Offset) = (BufferLength, buffer.Index * BufferLength);
                return 0;
            case V4l2Api.QueueBuffer:
                _queued.Enqueue(As<V4l2Buffer>(argument).Index);
                return 0;
            case V4l2Api.DequeueBuffer:
                if (_filled.TryDequeue(out var filled))
                {
                    As<V4l2Buffer>(argument) = filled;
                    return 0;
                }

                return Errno.Again;
            default:
                return AnswerControl(request, argument);
        }
    }

    private int AnswerControl(uint request, Span<byte> argument)
    {
        if (request == V4l2Api.QueryControl)
        {
            ref var query = ref As<V4l2QueryControl>(argument);
            query.Default = query.Id == V4l2Api.ExposureAuto ? 3 : 1;
            return Controls.ContainsKey(query.Id) ? 0 : Errno.Invalid;
        }

        ref var control = ref As<V4l2Control>(argument);
        if (!Controls.TryGetValue(control.Id, out var value))
        {
            return Errno.Invalid;
        }

        if (request == V4l2Api.GetControl)
        {
            control.Value = value;
            return 0;
        }

        Controls[control.Id] = control.Value;
        Written.Add((control.Id, control.Value));
        return 0;
    }

    private void Free()
    {
        if (_mapped.Count > 0)
        {
            throw new InvalidOperationException("Buffers are freed that are mapped.");
        }

        foreach (var address in _memory)
        {
            Marshal.FreeHGlobal(address);
        }

        _memory = [];
    }

    private static void Put(string text, Span<byte> room) => Encoding.ASCII.GetBytes(text, room);

    private static ref T As<T>(Span<byte> argument)
        where T : unmanaged => ref MemoryMarshal.AsRef<T>(argument);
}
