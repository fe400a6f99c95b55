using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace StationAgent.Testing.Mqtt;

/// <summary>One connection through a <see cref="ChaosProxy"/>.</summary>
internal sealed class ChaosConnection(ChaosProxy rules, Socket client, long? cutAfterFromClient, long? cutAfterFromBroker) : IDisposable
{
    private readonly Socket _broker = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly ConcurrentDictionary<int, string> _unanswered = [];
    private readonly SemaphoreSlim _toClient = new(1, 1);

    /// <summary>Carries both ways until one side ends or it is cut; then both ends are closed.</summary>
    public async Task RunAsync(int brokerPort)
    {
        try
        {
            client.NoDelay = true;
            await _broker.ConnectAsync(IPAddress.Loopback, brokerPort);
            var fromClient = PumpAsync(client, _broker, cutAfterFromClient, FromClientAsync);
            var fromBroker = PumpAsync(_broker, client, cutAfterFromBroker, FromBrokerAsync);
            await Task.WhenAny(fromClient, fromBroker);
            Cut();
            await Task.WhenAll(fromClient, fromBroker);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut, or an end has gone.
        }

        Cut();
    }

    public void Cut()
    {
        client.Dispose();
        _broker.Dispose();
    }

    /// <summary>The client hears a reason, upon which it closes the connection.</summary>
    public Task EndAsync(int reason) => ToClientAsync(MqttPacket.NewDisconnect(reason));

    public void Dispose()
    {
        Cut();
        _toClient.Dispose();
    }

    private async Task FromClientAsync(MqttPacket packet)
    {
        if (packet is { Type: MqttPacket.Publish, Qos: 1 })
        {
            rules.LongestPublish = Math.Max(rules.LongestPublish, packet.Bytes.Length);
            _unanswered[packet.Identifier] = packet.Topic;
            rules.MostInFlight = Math.Max(rules.MostInFlight, _unanswered.Count);
            if (rules.Refuse?.Invoke(packet) is { } reason)
            {
                _unanswered.TryRemove(packet.Identifier, out _);
                await ToClientAsync(rules.RefusalText is { } text ? MqttPacket.NewPuback(packet.Identifier, reason, text) : MqttPacket.NewPuback(packet.Identifier, reason));
                return;
            }
        }

        if (packet.Type == MqttPacket.Subscribe && rules.SwallowSubscription?.Invoke(packet.FirstFilter) == true)
        {
            return;
        }

        if (packet.Type == MqttPacket.Subscribe && rules.RefuseSubscription?.Invoke(packet.FirstFilter) == true)
        {
            await ToClientAsync(MqttPacket.NewSuback(packet.Identifier, reason: 0x87));
            return;
        }

        await SendAsync(_broker, packet.Bytes);
    }

    private Task FromBrokerAsync(MqttPacket packet)
    {
        switch (packet.Type)
        {
            case MqttPacket.Connack:
                return ToClientAsync(packet.WithLimits(rules.ReceiveMaximum, rules.MaximumPacketSize));
            case MqttPacket.Puback when _unanswered.TryGetValue(packet.Identifier, out var topic) && rules.Swallow?.Invoke(topic) == true:
                // For the client it stays unanswered.
                return Task.CompletedTask;
            default:
                if (packet.Type == MqttPacket.Puback)
                {
                    _unanswered.TryRemove(packet.Identifier, out _);
                }

                return ToClientAsync(packet);
        }
    }

    // Answers in the broker's name come between the broker's own packets, not into them.
    private async Task ToClientAsync(MqttPacket packet)
    {
        await _toClient.WaitAsync();
        try
        {
            await SendAsync(client, packet.Bytes);
        }
        finally
        {
            _toClient.Release();
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, long? cutAfter, Func<MqttPacket, Task> pass)
    {
        var reader = new MqttPacketReader();
        var buffer = new byte[16 * 1024];
        var left = cutAfter ?? long.MaxValue;
        try
        {
            int count;
            while (left > 0 && (count = await from.ReceiveAsync(buffer)) > 0)
            {
                // What comes before the cut goes through byte by byte, whole packet or not.
                var passed = (int)Math.Min(count, left);
                left -= passed;
                if (cutAfter is not null)
                {
                    await SendAsync(to, buffer.AsMemory(0, passed));
                    continue;
                }

                foreach (var packet in reader.Take(buffer.AsSpan(0, passed)))
                {
                    await pass(packet);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut, or an end has gone.
        }
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await to.SendAsync(bytes[sent..]);
        }
    }
}
