using System.Net.Sockets;
using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Vision.Tests.Capture;

public sealed class FailureTextTests
{
    public static TheoryData<Exception, string> Failures { get; } = new()
    {
        { new ObjectDisposedException("System.Net.Sockets.NetworkStream"), "an internal error" },
        { Record.Exception(static () => "x".Insert(5, "y"))!, "an internal error" },
        { new InvalidOperationException("Stream.ReadAsync"), "an internal error" },
        { new OperationCanceledException(), "too long a time" },
        { new SocketException((int)SocketError.ConnectionRefused), "connection refused" },
        { new SocketException((int)SocketError.HostUnreachable), "cannot be reached" },
        { new IOException("Unable to read data from the transport connection: Connection reset by peer.", new SocketException((int)SocketError.ConnectionReset)), "closed the connection" },
        { new HttpRequestException("The SSL connection could not be established, see inner exception.", inner: null), "the connection failed" },
        { new HttpRequestException(HttpRequestError.NameResolutionError, "Name or service not known (camera:80)"), "its name is unknown" },
        { new HttpRequestException(HttpRequestError.SecureConnectionError, "The SSL connection could not be established, see inner exception."), "certificate is not trusted" },
        { new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."), "closed the connection" },
        { new IOException("tcp://scale:4001 cannot be reached: it does not answer", new SocketException((int)SocketError.TimedOut)), "tcp://scale:4001 cannot be reached" },
        { new FrameSourceException("The camera http://a:b@c/ is lost"), "The camera http://c/ is lost" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_is_told_in_words_of_our_own(Exception failure, string message)
    {
        var text = FailureText.Of(failure);

        Assert.Contains(message, text, StringComparison.Ordinal);
        foreach (var foreign in (string[])["System.", "Exception", "Parameter", "SSL", "inner", "disposed", "transport connection"])
        {
            Assert.DoesNotContain(foreign, text, StringComparison.Ordinal);
        }
    }
}
