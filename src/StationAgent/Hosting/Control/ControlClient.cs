using System.Net.Sockets;
using System.Text.Json;

namespace StationAgent.Hosting.Control;

/// <summary>Asks the running service of a data folder.</summary>
internal static class ControlClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Sends a request and waits for the answer, at most 10 s.</summary>
    /// <param name="directory">The data folder of the service.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">No service answers; the message says where.</exception>
    public static async Task<ControlReply> AskAsync(string directory, ControlRequest request, CancellationToken cancellationToken)
    {
        var path = ControlSocket.PathIn(directory);
        if (ControlSocket.Problem(path) is { } problem)
        {
            throw new IOException($"Cannot reach the service: {problem}.");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), patience.Token);
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(request, ControlJson.Default.ControlRequest), (byte)'\n'];
            await socket.SendAsync(line, patience.Token);
            var answer = await ControlSocket.ReadLineAsync(socket, patience.Token);
            return answer is { } text && JsonSerializer.Deserialize(text.Span, ControlJson.Default.ControlReply) is { } reply
                ? reply
                : throw new IOException($"The service at '{path}' did not answer.");
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new IOException($"The service's socket '{path}' cannot be used: this user has no permission.", failure);
        }
        catch (SocketException failure)
        {
            throw new IOException($"No agent answers at '{path}': is the service running, and is this its data folder?", failure);
        }
        catch (JsonException failure)
        {
            throw new IOException($"The service at '{path}' sent an answer that cannot be read.", failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"The service at '{path}' has not answered for {Patience.TotalSeconds:0} s.", failure);
        }
    }
}
