using System.Net;
using StationAgent.Vision.Capture.Addresses;

namespace StationAgent.Vision.Capture.Http;

/// <summary>
/// Asks a camera for its pictures over HTTP, and says in plain words why there are none. Redirects are followed a few times; user and password are sent to the
/// configured address only.
/// </summary>
internal sealed class HttpCamera : IDisposable
{
    private const int MostRedirects = 5;

    private readonly HttpClient _client;
    private readonly HttpCameraOptions _options;
    private readonly HttpAnswer _answers;
    private HttpResponseMessage? _response;

    /// <summary>Prepares the connection; the first request makes it.</summary>
    /// <exception cref="FrameSourceException">The password's file cannot be read.</exception>
    public HttpCamera(HttpCameraOptions options)
    {
        if (options.Address.Scheme is not ("http" or "https") || options.Address.HasUser)
        {
            throw new ArgumentException("An http or https address without user and password is expected.", nameof(options));
        }

        _options = options;
        _answers = new HttpAnswer(options);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // Some cameras give a cookie with a redirect and want it back.
            UseCookies = true,
            UseProxy = false,
            ConnectTimeout = options.StartTimeout,
            MaxResponseHeadersLength = ResponseHead.LongestHead >> 10,
            Credentials = CredentialsOf(options),
            PlaintextStreamFilter = static (context, _) => ValueTask.FromResult<Stream>(new MendingStream(context.PlaintextStream)),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What the newest answer says of its content, for a message; empty for nothing.</summary>
    public string ContentType => _response is { } response ? HttpAnswer.ContentTypeOf(response) : "";

    /// <summary>Asks for the pictures. The answer before is closed.</summary>
    /// <returns>The content of the answer.</returns>
    /// <exception cref="FrameSourceException">The answer has no pictures; the message says what would help.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public async Task<Stream> GetAsync(CancellationToken cancellationToken)
    {
        var address = _options.Address;
        for (var redirects = 0; ; redirects++)
        {
            _response?.Dispose();
            using var request = new HttpRequestMessage(HttpMethod.Get, address.Uri);
            _response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (HttpAnswer.RedirectOf(_response, address) is not { } next)
            {
                return _answers.ProblemOf(_response, address) is { } problem
                    ? throw new FrameSourceException($"The camera {_options.Address} {problem}")
                    : await Compression.OpenAsync(_response.Content, cancellationToken);
            }

            if (redirects == MostRedirects)
            {
                throw new FrameSourceException(
                    $"The camera {_options.Address} redirects again and again (the last time to {next}): put the address of its pictures into Camera:Url.");
            }

            address = next;
        }
    }

    /// <summary>Closes the connections; an answer that is being read ends.</summary>
    public void Dispose()
    {
        _response?.Dispose();
        _client.Dispose();
    }

    // Basic sends the password unencrypted, so it is used only where no one can listen. Digest never sends the password.
    private static CredentialCache? CredentialsOf(HttpCameraOptions options)
    {
        if (options.UserName is null)
        {
            return null;
        }

        var credential = new NetworkCredential(options.UserName, PasswordFile.Read(options.PasswordFile).Reveal());
        var cache = new CredentialCache { { options.Address.Uri, "Digest", credential } };
        if (options.IsPrivate)
        {
            cache.Add(options.Address.Uri, "Basic", credential);
        }

        return cache;
    }
}
