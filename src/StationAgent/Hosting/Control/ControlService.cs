using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StationAgent.Failures;

namespace StationAgent.Hosting.Control;

/// <summary>
/// Answers commands of the same machine over a Unix socket in the data folder, one at a time. Only the service's own user and root may
/// connect, because only they may enter the folder. Without a socket the agent runs all the same.
/// </summary>
/// <param name="directory">The data folder; this process holds its lock.</param>
/// <param name="answer">Carries out the request.</param>
/// <param name="time">For deadlines.</param>
/// <param name="logger">Where problems are logged.</param>
internal sealed class ControlService(
    string directory, Func<ControlRequest, CancellationToken, Task<ControlReply>> answer, TimeProvider time, ILogger<ControlService> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // A commit may take seconds on a slow card; the client waits for 10 s.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan PauseAfterTrouble = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var path = ControlSocket.PathIn(directory);
        try
        {
            if (ControlSocket.Problem(path) is { } problem)
            {
                Log.NoControlSocket(logger, problem);
                return;
            }

            // A socket that a killed agent left behind. No other process listens: this one holds the folder's lock.
            File.Delete(path);
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            listener.Listen();
            await ServeAllAsync(listener, stoppingToken);
        }
        catch (Exception failure) when (failure is SocketException or IOException or UnauthorizedAccessException)
        {
            Log.NoControlSocket(logger, $"'{path}': {failure.Message}");
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            File.Delete(path);
        }
    }

    private async Task ServeAllAsync(Socket listener, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var socket = await listener.AcceptAsync(cancellationToken);
                await ServeAsync(socket, cancellationToken);
            }
            catch (SocketException)
            {
                // A failure of the listener itself, such as no more file handles, must not become a busy loop.
                await Task.Delay(PauseAfterTrouble, time, cancellationToken);
            }
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        try
        {
            var line = await WithPatienceAsync(token => ControlSocket.ReadLineAsync(socket, token), cancellationToken);
            byte[] reply = [.. JsonSerializer.SerializeToUtf8Bytes(await AnswerAsync(line, cancellationToken), ControlJson.Default.ControlReply), (byte)'\n'];
            await WithPatienceAsync(token => socket.SendAsync(reply, token).AsTask(), cancellationToken);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // The client has disconnected or sends nothing: it gets no answer.
        }
    }

    private async Task<T> WithPatienceAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        return await work(either.Token);
    }

    private async Task<ControlReply> AnswerAsync(ReadOnlyMemory<byte>? line, CancellationToken cancellationToken)
    {
        try
        {
            return line is { } text && JsonSerializer.Deserialize(text.Span, ControlJson.Default.ControlRequest) is { } request
                ? await answer(request, cancellationToken).WaitAsync(AnswerLimit, time, cancellationToken)
                : new ControlReply(false, $"Not a request: send one line of JSON of at most {ControlSocket.MaximumLine} bytes.");
        }
        catch (TimeoutException)
        {
            return new ControlReply(false, $"The agent has not finished within {AnswerLimit.TotalSeconds:0} s: its store may be slow. 'events list' shows what is stored.");
        }
        catch (JsonException failure)
        {
            return new ControlReply(false, $"The request {JsonProblem.Of(line!.Value.Span, ControlJson.Default.ControlRequest, failure)}.");
        }
    }
}
