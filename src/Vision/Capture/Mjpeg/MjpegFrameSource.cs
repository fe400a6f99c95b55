using System.Net;
using System.Net.Http.Headers;
using StationAgent.Vision.Capture.Streams;

namespace StationAgent.Vision.Capture.Mjpeg;

/// <summary>
/// An IP camera that answers a GET with <c>multipart/x-mixed-replace</c>: one JPEG file after the other for as long as it is read. Pictures are found by
/// their own structure; boundary and <c>Content-Length</c>, which cameras get wrong, are not needed. The first frame connects. A frame is stamped when
/// its last byte has come. Redirects are not followed.
/// </summary>
public sealed class MjpegFrameSource : IFrameSource
{
    private const string StreamType = "multipart/x-mixed-replace";
    private const int MaxHeaderKilobytes = 16;

    private readonly HttpClient _client;
    private readonly MjpegFrameSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly StreamFrames _frames;
    private HttpResponseMessage? _response;
    private Stream? _body;

    private MjpegFrameSource(HttpClient client, MjpegFrameSourceOptions options, TimeProvider time)
    {
        (_client, _options, _time) = (client, options, time);
        _frames = new StreamFrames(options.Rate, time);
        Name = options.Url.ToString();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Prepares the connection; the first frame makes it.</summary>
    /// <param name="options">Which camera.</param>
    /// <param name="time">Its timestamps, counted from zero, are the frames' times.</param>
    /// <exception cref="ArgumentException">The address is not an <c>http</c> or <c>https</c> one, or contains a user.</exception>
    /// <exception cref="FrameSourceException">The password's file cannot be read.</exception>
    public static MjpegFrameSource Open(MjpegFrameSourceOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (!options.Url.IsAbsoluteUri || options.Url.Scheme is not ("http" or "https") || options.Url.UserInfo.Length > 0)
        {
            throw new ArgumentException("An absolute http or https address without user and password is expected.", nameof(options));
        }

        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = options.AnswerTimeout,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            Credentials = CredentialsOf(options),
        };
        return new MjpegFrameSource(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }, options, time);
    }

    /// <inheritdoc/>
    public async ValueTask<Frame> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            _body ??= await ConnectAsync(cancellationToken);
            return await _frames.NextAsync(_body, cancellationToken)
                ?? throw new FrameSourceException($"The camera {Name} ended its stream{DescribeSkipped()}.");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            throw new FrameSourceException($"The camera {Name} cannot be read: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        // Disposing the answer of an endless stream closes its connection.
        _response?.Dispose();
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    // Basic sends the password unencrypted, so it is used only where no one can listen. Digest never sends the password.
    private static CredentialCache? CredentialsOf(MjpegFrameSourceOptions options)
    {
        if (options.UserName is null)
        {
            return null;
        }

        var credential = new NetworkCredential(options.UserName, PasswordOf(options.PasswordFile));
        var cache = new CredentialCache { { options.Url, "Digest", credential } };
        if (IsPrivate(options.Url))
        {
            cache.Add(options.Url, "Basic", credential);
        }

        return cache;
    }

    private static bool IsPrivate(Uri url) => url.Scheme == "https" || url.IsLoopback;

    private static string PasswordOf(string? file)
    {
        try
        {
            return file is null ? "" : File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FrameSourceException($"The camera's password file {file} cannot be read: {problem.Message}", problem);
        }
    }

    private async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_options.AnswerTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _options.Url);
            _response?.Dispose();
            _response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return ProblemOf(_response) is { } problem
                ? throw new FrameSourceException($"The camera {Name} {problem}")
                : await _response.Content.ReadAsStreamAsync(either.Token);
        }
        catch (OperationCanceledException tooLate) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FrameSourceException($"The camera {Name} did not answer within {_options.AnswerTimeout.TotalSeconds:0.#} s.", tooLate);
        }
    }

    private string? ProblemOf(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.OK => ProblemOf(response.Content.Headers.ContentType),
        HttpStatusCode.NotFound => "has no such address (404): Camera:Url must be that of its MJPEG stream; its manual or web page names it.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when _options.UserName is null =>
            $"wants a user ({(int)response.StatusCode}): set Camera:UserName and Camera:PasswordFile.",
        HttpStatusCode.Unauthorized when !IsPrivate(_options.Url) && WantsOnlyBasic(response) =>
            "accepts a password only unencrypted (basic over http), which is not sent: use https, or switch the camera to digest.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            $"refuses the user {_options.UserName} ({(int)response.StatusCode}): look at Camera:UserName and Camera:PasswordFile.",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
            $"redirects to {response.Headers.Location} ({(int)response.StatusCode}), which is not followed: put the right address into Camera:Url.",
        _ => $"answers {(int)response.StatusCode} {response.ReasonPhrase}.",
    };

    private static string? ProblemOf(MediaTypeHeaderValue? type) =>
        type?.MediaType?.Equals(StreamType, StringComparison.OrdinalIgnoreCase) == true ? null
        : type?.MediaType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true
            ? $"sends one picture ({type.MediaType}) instead of a stream: Camera:Url must be the address of its MJPEG stream ({StreamType})."
            : $"sends {type?.MediaType ?? "something without a content type"}: Camera:Url must be the address of its MJPEG stream ({StreamType}).";

    private static bool WantsOnlyBasic(HttpResponseMessage response) =>
        response.Headers.WwwAuthenticate.Count > 0
        && response.Headers.WwwAuthenticate.All(static way => way.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase));

    private string DescribeSkipped() => _frames.Skipped > 0 ? $"; {_frames.Skipped} bytes of it did not belong to a JPEG file" : "";
}
