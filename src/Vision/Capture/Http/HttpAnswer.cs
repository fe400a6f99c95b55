using System.Net;
using StationAgent.Vision.Capture.Addresses;

namespace StationAgent.Vision.Capture.Http;

/// <summary>Judges a camera's answer by its head.</summary>
/// <param name="options">How it was asked.</param>
internal sealed class HttpAnswer(HttpCameraOptions options)
{
    private const int LongestContentType = 60;

    /// <summary>Where the answer redirects to; null when it does not.</summary>
    public static SourceAddress? RedirectOf(HttpResponseMessage response, SourceAddress from) =>
        response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is { } location
        && (location.IsAbsoluteUri ? location : new Uri(from.Uri, location)) is { Scheme: "http" or "https" } next
            ? SourceAddress.Of(next)
            : null;

    /// <summary>The content type in the answer's words, cut to what can be printed; empty for none.</summary>
    public static string ContentTypeOf(HttpResponseMessage response)
    {
        var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : "";
        type = string.Concat(type.TakeWhile(static letter => letter != ';').Where(static letter => letter is > ' ' and < '\x7F'));
        return AddressText.Hide(type.Length > LongestContentType ? type[..LongestContentType] : type);
    }

    /// <summary>Says why an answer has no pictures, and what would help; null when it may have some.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="address">The address that gave it, after redirects.</param>
    public string? ProblemOf(HttpResponseMessage response, SourceAddress address)
    {
        var code = (int)response.StatusCode;
        return response.StatusCode switch
        {
            HttpStatusCode.NoContent => "has no picture now (204): is it switched on in its settings?",
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => null,
            HttpStatusCode.NotFound or HttpStatusCode.Gone =>
                $"has no such address ({code}): Camera:Url must be that of its pictures; its manual or web page names it.",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when options.UserName is null =>
                $"wants a user ({code}): set Camera:UserName and Camera:PasswordFile.",
            HttpStatusCode.Unauthorized when address.Uri.Authority != options.Address.Uri.Authority || address.Scheme != options.Address.Scheme =>
                $"redirects to {address}, which wants a user ({code}); user and password are sent to Camera:Url only: put that address there.",
            HttpStatusCode.Unauthorized when !options.IsPrivate && WantsOnlyBasic(response) =>
                "accepts a password only unencrypted (basic over http), which is not sent: use https, or switch the camera to digest.",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                $"refuses the user {options.UserName} ({code}): look at Camera:UserName and Camera:PasswordFile.",
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                $"redirects to something that cannot be read ({code}): put the address of its pictures into Camera:Url.",
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
                $"is too busy ({code}): close other programs that show its pictures, or restart it.",
            >= HttpStatusCode.InternalServerError => $"answers with an error of its own ({code}): restart it.",
            _ => $"does not accept the request ({code}): is Camera:Url the address of its pictures?",
        };
    }

    private static bool WantsOnlyBasic(HttpResponseMessage response) =>
        response.Headers.WwwAuthenticate.Count > 0
        && response.Headers.WwwAuthenticate.All(static way => way.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase));
}
