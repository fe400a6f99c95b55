using System.Net.Sockets;
using System.Security.Authentication;
using StationAgent.Failures;
using StationAgent.Vision.Capture.Addresses;

namespace StationAgent.Vision.Capture;

/// <summary>
/// Says in plain words why a sensor failed. Messages of .NET name types, parameters and objects that mean nothing to a person, so they are not shown; messages of
/// this project's own exceptions are.
/// </summary>
public static class FailureText
{
    private const string Internal = "an internal error of the agent; report it with a bundle (doctor --bundle FILE)";

    /// <summary>The reason without a full stop at the end, unless the message is one of ours.</summary>
    /// <param name="failure">What was thrown.</param>
    public static string Of(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return OutsideText.Short(AddressText.Hide(failure switch
        {
            HttpRequestException request => OfRequest(request),
            HttpIOException answer => OfHttp(answer.HttpRequestError) ?? "the connection failed",
            IOException { InnerException: SocketException socket } when failure.GetType() == typeof(IOException) && IsFromNetworkStream(failure) => SocketProblem.Of(socket.SocketErrorCode),
            SocketException socket => SocketProblem.Of(socket.SocketErrorCode),
            AuthenticationException => "no encrypted connection: the certificate is not trusted, or the encryption does not fit",
            OperationCanceledException => "it was given up after too long a time",

            // Their messages are those of the operating system, or ours.
            IOException or UnauthorizedAccessException or TimeoutException or System.ComponentModel.Win32Exception => failure.Message,
            SystemException => Internal,
            _ => failure.Message,
        }), OutsideText.MaximumSentence);
    }

    // Our own messages may have a socket's failure as their cause too; that of .NET begins with these words.
    private static bool IsFromNetworkStream(Exception failure) =>
        failure.Message.StartsWith("Unable to read data", StringComparison.Ordinal) || failure.Message.StartsWith("Unable to write data", StringComparison.Ordinal);

    private static string OfRequest(HttpRequestException request) =>
        request.InnerException is SocketException socket ? SocketProblem.Of(socket.SocketErrorCode)
        : OfHttp(request.HttpRequestError)
            ?? (request.InnerException is { } inner and (IOException or AuthenticationException or HttpRequestException) ? Of(inner) : "the connection failed");

    private static string? OfHttp(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "its name is unknown: check the name, and the name servers",
        HttpRequestError.ConnectionError => "it cannot be reached",
        HttpRequestError.SecureConnectionError => "no encrypted connection: its certificate is not trusted, or the encryption does not fit",
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError => "it does not speak HTTP",
        HttpRequestError.ResponseEnded => "it closed the connection in the middle",
        HttpRequestError.UserAuthenticationError => "it refuses user and password",
        HttpRequestError.ConfigurationLimitExceeded => "the header of its answer is too long",
        _ => null,
    };
}
