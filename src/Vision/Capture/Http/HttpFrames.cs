using StationAgent.Vision.Capture.Streams;

namespace StationAgent.Vision.Capture.Http;

/// <summary>
/// Frames from a camera's answers over HTTP. Pictures are found by their own structure: boundaries, types and lengths, which cameras get wrong, do not matter. A
/// camera that ends its answer after a picture is asked again, not faster than the wanted rate, and so is one that has delivered a picture before and whose answer
/// breaks off. After a failure it is of no further use.
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
    private int _brokenAnswers;
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
                if (await NextOfAnswerAsync(_body, either.Token) is { } frame)
                {
                    _brokenAnswers = 0;
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
                else if (_last is not null)
                {
                    _body = null;
                    _brokenAnswers++;
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

    private async Task<Frame?> NextOfAnswerAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return await _frames.NextAsync(body, cancellationToken);
        }
        catch (Exception problem) when (_isOnePerAnswer && _last is not null && problem is (IOException or InvalidDataException))
        {
            // A connection that is lost in the middle of a picture has broken this answer off, and says nothing of the next one.
            return null;
        }
        catch (InvalidDataException problem)
        {
            throw new FrameSourceException($"The camera {Name} sends a compressed answer that cannot be unpacked. Restart it.", problem);
        }
    }

    private async Task<Stream> AskAsync(CancellationToken cancellationToken)
    {
        // At the lowest rate the patience would end before a whole interval after a broken answer.
        var interval = _brokenAnswers > 0 ? _interval / 2 : _interval;
        if (_askedAt is { } last && interval - _time.GetElapsedTime(last) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _time, cancellationToken);
        }

        _askedAt = _time.GetTimestamp();
        _frames.Restart();
        return await _camera.GetAsync(cancellationToken);
    }

    private void Check(ReadOnlyMemory<byte> beginning)
    {
        if (PictureContent.ProblemOf(beginning.Span, _camera.ContentType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)) is { } problem)
        {
            throw new FrameSourceException($"The camera {Name} {problem}.");
        }
    }

    private string ExplainSilence()
    {
        var seconds = $"{Patience.TotalSeconds:0.#} s";
        return _isRepeated
            ? $"The camera {Name} keeps sending the same picture: its picture is frozen; restart the camera."
            : _body is null && _brokenAnswers == 0 ? $"The camera {Name} did not answer within {seconds}."
            : _brokenAnswers > 0 ? $"The camera {Name} has sent no whole picture for {seconds}: {(_brokenAnswers == 1 ? "its last answer" : $"its last {_brokenAnswers} answers")} broke off."
            : _last is null ? $"The camera {Name} answered and within {seconds} {Brought("sent ")}."
            : $"The camera {Name} has sent no whole picture for {seconds}.";
    }

    private string Brought(string verb = "") => _frames.Received == 0
        ? $"{(verb.Length > 0 ? "sent nothing" : "without sending anything")}"
        : $"{(verb.Length > 0 ? verb : "after ")}{_frames.Received} bytes{Typed()} without a whole JPEG picture: {Reason}";

    private string Reason => _frames.Fault switch
    {
        PictureFault.BreaksOff => "its picture breaks off before the end marker. Restart the camera, or set it to a smaller size",
        PictureFault.IsTooLong => $"its picture is longer than {CaptureLimits.MaximumFrameBytes} bytes, the most that is read. Set the camera to a smaller size or a stronger compression",
        _ => "Camera:Url must be the address of its pictures",
    };

    private string Typed() => _camera.ContentType is { Length: > 0 } type ? $" of {type}" : "";
}
