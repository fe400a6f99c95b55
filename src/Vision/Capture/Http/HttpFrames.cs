using StationAgent.Vision.Capture.Streams;

namespace StationAgent.Vision.Capture.Http;

/// <summary>
/// Frames from a camera's answers over HTTP. Pictures are found by their own structure: boundaries, types and lengths, which cameras get wrong, do not matter. A
/// camera that ends its answer after a picture is asked again, not faster than the wanted rate. After a failure it is of no further use.
/// </summary>
internal sealed class HttpFrames : IAsyncDisposable
{
    private readonly HttpCamera _camera;
    private readonly HttpCameraOptions _options;
    private readonly TimeSpan _interval;
    private readonly bool _isOnePerAnswer;
    private readonly TimeProvider _time;
    private readonly StreamFrames _frames;
    private readonly PendingFrame _pending;
    private readonly CancellationTokenSource _closing = new();
    private Stream? _body;
    private Frame? _last;
    private long? _askedAt;
    private long _sequence;
    private bool _isRepeated;

    /// <summary>Prepares the connection; the first frame makes it.</summary>
    /// <param name="options">How the camera is asked.</param>
    /// <param name="rate">Frames a second at most.</param>
    /// <param name="isOnePerAnswer">True for a camera that has one picture in each answer: the same picture again is not a new frame.</param>
    /// <param name="time">Its timestamps, counted from zero, are the frames' times.</param>
    /// <exception cref="FrameSourceException">The password's file cannot be read.</exception>
    public HttpFrames(HttpCameraOptions options, double rate, bool isOnePerAnswer, TimeProvider time)
    {
        (_options, _isOnePerAnswer, _time) = (options, isOnePerAnswer, time);
        _interval = TimeSpan.FromSeconds(1 / rate);
        _camera = new HttpCamera(options);
        _frames = new StreamFrames(isOnePerAnswer ? double.PositiveInfinity : rate, time, Check);
        _pending = new PendingFrame(ReadAsync);
    }

    private string Name => _options.Address.ToString();

    /// <summary>Waits for the next frame; a wait that is cancelled loses nothing.</summary>
    /// <exception cref="FrameSourceException">The camera is lost.</exception>
    public ValueTask<Frame> NextAsync(CancellationToken cancellationToken) => _pending.NextAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _camera.Dispose();
        await _pending.EndAsync();
    }

    private async Task<Frame> ReadAsync()
    {
        using var late = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _closing.Token);
        try
        {
            while (true)
            {
                _body ??= await AskAsync(either.Token);
                if (await _frames.NextAsync(_body, either.Token) is { } frame)
                {
                    if (_isOnePerAnswer)
                    {
                        _body = null;
                        _isRepeated = _last is { } last && RepeatedFrames.IsSamePicture(last.Jpeg.Span, frame.Jpeg.Span);
                    }

                    if (!_isRepeated)
                    {
                        return _last = frame with { Sequence = _sequence++ };
                    }
                }
                else if (_frames.Pictures > 0)
                {
                    _body = null;
                }
                else
                {
                    throw new FrameSourceException($"The camera {Name} ended its answer {Brought()}.");
                }
            }
        }
        catch (OperationCanceledException tooLate) when (!_closing.IsCancellationRequested)
        {
            throw new FrameSourceException(ExplainSilence(), tooLate);
        }
        catch (Exception problem) when (_closing.IsCancellationRequested || problem is HttpRequestException or IOException or ObjectDisposedException)
        {
            throw new FrameSourceException(
                _closing.IsCancellationRequested ? $"The camera {Name} is closed." : $"The camera {Name} cannot be read: {FailureText.Of(problem)}.", problem);
        }
    }

    private TimeSpan Patience => _last is null ? _options.StartTimeout : CaptureLimits.DriverSilence;

    private async Task<Stream> AskAsync(CancellationToken cancellationToken)
    {
        if (_askedAt is { } last && _interval - _time.GetElapsedTime(last) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _time, cancellationToken);
        }

        _askedAt = _time.GetTimestamp();
        _frames.Restart();
        return await _camera.GetAsync(cancellationToken);
    }

    private void Check(ReadOnlyMemory<byte> beginning)
    {
        if (PictureContent.ProblemOf(beginning.Span) is { } problem)
        {
            throw new FrameSourceException($"The camera {Name} {problem}.");
        }
    }

    private string ExplainSilence()
    {
        var seconds = $"{Patience.TotalSeconds:0.#} s";
        return _isRepeated
            ? $"The camera {Name} keeps sending the same picture: its picture is frozen; restart the camera."
            : _body is null ? $"The camera {Name} did not answer within {seconds}."
            : _last is null ? $"The camera {Name} answered and within {seconds} {Brought("sent ")}."
            : $"The camera {Name} has sent no whole picture for {seconds}.";
    }

    private string Brought(string verb = "") => _frames.Received == 0
        ? $"{(verb.Length > 0 ? "sent nothing" : "without sending anything")}"
        : $"{(verb.Length > 0 ? verb : "after ")}{_frames.Received} bytes{Typed()} without a whole JPEG picture: Camera:Url must be the address of its pictures";

    private string Typed() => _camera.ContentType is { Length: > 0 } type ? $" of {type}" : "";
}
