using System.Net;
using System.Net.Sockets;
using StationAgent.Simulation;
using Xunit;

namespace StationAgent.Tests.Simulation;

public sealed class LinkRelayTests
{
    [Fact]
    public async Task What_goes_in_comes_out_until_the_relay_is_cut_and_again_after_it_is_joined()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var echo = new TcpListener(IPAddress.Loopback, 0);
        echo.Start();
        _ = EchoAsync(echo, cancellationToken);
        await using var relay = new LinkRelay("127.0.0.1", ((IPEndPoint)echo.LocalEndpoint).Port);

        using var first = await ConnectAsync(relay.Port, cancellationToken);
        Assert.Equal(7, await RoundTripAsync(first, 7, cancellationToken));

        relay.Cut();
        Assert.False(relay.IsJoined);
        Assert.Equal(-1, await RoundTripAsync(first, 8, cancellationToken));
        await Assert.ThrowsAnyAsync<SocketException>(() => ConnectAsync(relay.Port, cancellationToken));

        relay.Join();
        using var second = await ConnectAsync(relay.Port, cancellationToken);
        Assert.Equal(9, await RoundTripAsync(second, 9, cancellationToken));
    }

    private static async Task<TcpClient> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return client;
    }

    private static async Task<int> RoundTripAsync(TcpClient client, byte value, CancellationToken cancellationToken)
    {
        try
        {
            var stream = client.GetStream();
            await stream.WriteAsync(new[] { value }, cancellationToken);
            var answer = new byte[1];
            return await stream.ReadAsync(answer, cancellationToken) == 1 ? answer[0] : -1;
        }
        catch (IOException)
        {
            return -1;
        }
    }

    private static async Task EchoAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(cancellationToken);
            _ = Task.Run(() => client.GetStream().CopyToAsync(client.GetStream(), cancellationToken), cancellationToken);
        }
    }
}
