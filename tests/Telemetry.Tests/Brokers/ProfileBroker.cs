using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using StationAgent.Telemetry.Tests.Mqtt.Channel;
using StationAgent.Testing.Mqtt;

namespace StationAgent.Telemetry.Tests.Brokers;

/// <summary>A <see cref="ScriptedBroker"/> that behaves as a <see cref="BrokerProfile"/> says. Rules may be changed at any time.</summary>
internal sealed class ProfileBroker : IAsyncDisposable
{
    private const int NotAuthorised = 0x87;
    private const int RetainNotSupported = 0x9A;

    private readonly BrokerProfile _profile;
    private readonly ScriptedBroker _broker;
    private readonly ConcurrentDictionary<NetworkStream, SemaphoreSlim> _open = [];

    public ProfileBroker(BrokerProfile profile)
    {
        _profile = profile;
        _broker = ScriptedBroker.Start(ServeAsync);
    }

    public int Port => _broker.Port;

    /// <summary>Whether a message may be published, by its topic under the device's root and whether it is to be retained.</summary>
    public Func<string, bool, bool> MayPublish { get; set; } = static (_, _) => true;

    /// <summary>Whether a topic may be subscribed to, by its part under the device's root.</summary>
    public Func<string, bool> MaySubscribe { get; set; } = static _ => true;

    /// <summary>Whether a will is allowed.</summary>
    public bool MayHaveWill { get; set; } = true;

    /// <summary>Stated in CONNACK.</summary>
    public bool RetainAvailable { get; set; } = true;

    /// <summary>True while more is published than a quota allows.</summary>
    public bool IsOverQuota { get; set; }

    /// <summary>True while there are too many connections.</summary>
    public bool IsOverConnections { get; set; }

    /// <summary>Connections that began with a CONNECT.</summary>
    public int Connects => _broker.Connects.Count;

    /// <summary>What was accepted, in its order; topics without the device's root. Payloads of messages with quality of service 1.</summary>
    public ConcurrentQueue<(string Topic, string Payload, bool Retained)> Accepted { get; } = [];

    /// <summary>The most messages that were read and not answered at once, over one link.</summary>
    public int MostUnanswered { get; private set; }

    /// <summary>The payloads of a topic's accepted messages, each once.</summary>
    public IEnumerable<string> Distinct(string topic) => Accepted.Where(one => one.Topic == topic).Select(static one => one.Payload).Distinct(StringComparer.Ordinal);

    /// <summary>Ends what is open as the broker does when it goes; new connections are welcome.</summary>
    public async Task RestartAsync()
    {
        foreach (var (stream, gate) in _open)
        {
            if (_profile.Shutdown is { } reason)
            {
                await SendAsync(stream, gate, MqttPacket.NewDisconnect(reason));
            }

            stream.Socket.Shutdown(SocketShutdown.Both);
        }
    }

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    private async Task ServeAsync(NetworkStream stream, byte[] connect, CancellationToken cancellationToken)
    {
        using var gate = new SemaphoreSlim(1, 1);
        Task Send(MqttPacket packet) => SendAsync(stream, gate, packet);

        // MQTT 5, section 3.1.2.3.
        var (hasWill, willRetained) = ((connect[7] & 0x04) != 0, (connect[7] & 0x20) != 0);
        if (IsOverConnections)
        {
            await (_profile.OverConnections is { } code ? Send(MqttPacket.NewConnack(code)) : Task.CompletedTask);
            return;
        }

        if (hasWill && ((!MayHaveWill && _profile.Will == Denial.Answers) || (willRetained && !RetainAvailable)))
        {
            await Send(MqttPacket.NewConnack(MayHaveWill ? RetainNotSupported : NotAuthorised));
            return;
        }

        await Send(MqttPacket.NewConnack(0, [.. Limits()]));
        _open[stream] = gate;
        try
        {
            var reader = new MqttPacketReader();
            var buffer = new byte[16 * 1024];
            while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                var packets = reader.Take(buffer.AsSpan(0, count)).ToList();
                MostUnanswered = Math.Max(MostUnanswered, packets.Count(static one => one is { Type: MqttPacket.Publish, Qos: 1 }));
                foreach (var packet in packets)
                {
                    if (!await TakeAsync(packet, Send, cancellationToken))
                    {
                        return;
                    }
                }
            }
        }
        finally
        {
            _open.TryRemove(stream, out _);
        }
    }

    /// <returns>False when the link ends.</returns>
    private async Task<bool> TakeAsync(MqttPacket packet, Func<MqttPacket, Task> send, CancellationToken cancellationToken)
    {
        switch (packet.Type)
        {
            case MqttPacket.Publish:
                return await TakePublishAsync(packet, send, cancellationToken);
            case MqttPacket.Subscribe when !MaySubscribe(Suffix(packet.FirstFilter)):
                return await DenyAsync(_profile.Subscription, MqttPacket.NewSuback(packet.Identifier, NotAuthorised), NotAuthorised, send);
            case MqttPacket.Subscribe:
                await send(MqttPacket.NewSuback(packet.Identifier, 1));
                return true;
            case MqttPacket.PingRequest:
                await send(MqttPacket.NewPingResponse());
                return true;
            default:
                return packet.Type != MqttPacket.Disconnect;
        }
    }

    private async Task<bool> TakePublishAsync(MqttPacket packet, Func<MqttPacket, Task> send, CancellationToken cancellationToken)
    {
        var (topic, hasAnswer) = (Suffix(packet.Topic), packet.Qos > 0);
        if (packet.IsRetained && !RetainAvailable)
        {
            return await DenyAsync(_profile.WithoutRetain, null, RetainNotSupported, send);
        }

        if (!MayPublish(topic, packet.IsRetained))
        {
            return await DenyAsync(_profile.Publish, hasAnswer ? MqttPacket.NewPuback(packet.Identifier, NotAuthorised) : null, NotAuthorised, send);
        }

        while (IsOverQuota && hasAnswer)
        {
            if (_profile.OverQuota is { } reason)
            {
                await send(MqttPacket.NewPuback(packet.Identifier, reason));
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }

        Accepted.Enqueue((topic, hasAnswer ? Encoding.UTF8.GetString(packet.Payload) : string.Empty, packet.IsRetained));
        await (hasAnswer ? send(MqttPacket.NewPuback(packet.Identifier, 0)) : Task.CompletedTask);
        return true;
    }

    private static async Task<bool> DenyAsync(Denial how, MqttPacket? answer, int reason, Func<MqttPacket, Task> send)
    {
        if (answer is not null && how is Denial.Answers or Denial.AnswersAndEnds)
        {
            await send(answer!);
        }

        if (how is Denial.Ends or Denial.AnswersAndEnds)
        {
            await send(MqttPacket.NewDisconnect(reason));
        }

        return how is Denial.Answers or Denial.Ignores;
    }

    // MQTT 5, section 3.2.2.3.
    private IEnumerable<byte> Limits()
    {
        if (_profile.ReceiveMaximum is { } receive)
        {
            yield return 0x21;
            yield return (byte)(receive >> 8);
            yield return (byte)receive;
        }

        if (_profile.MaximumPacketSize is { } size)
        {
            yield return 0x27;
            for (var shift = 24; shift >= 0; shift -= 8)
            {
                yield return (byte)(size >> shift);
            }
        }

        if (!RetainAvailable)
        {
            yield return 0x25;
            yield return 0;
        }
    }

    private static string Suffix(string topic) => topic[(OtherClient.Root.Length + 1)..];

    private static async Task SendAsync(NetworkStream stream, SemaphoreSlim gate, MqttPacket packet)
    {
        await gate.WaitAsync();
        try
        {
            await stream.WriteAsync(packet.Bytes);
        }
        finally
        {
            gate.Release();
        }
    }
}
