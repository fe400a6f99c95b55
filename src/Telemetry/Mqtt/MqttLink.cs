using System.Buffers;
using System.Net;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using StationAgent.Failures;
using StationAgent.Telemetry.Mqtt.Channel;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>One connection to the broker. Every await on the library has a token that ends it.</summary>
internal sealed class MqttLink : IEventPublisher, IDisposable
{
    /// <summary>The content type that the CloudEvents binding for MQTT requires in structured mode; only MQTT 5 can carry it.</summary>
    private const string ContentType = "application/cloudevents+json";

    // Identifier and four bytes. MQTT 5, section 3.3.2.3.3.
    private const int ExpiryProperty = 5;

    private const string Connecting = "connecting";

    private const int MaximumTopics = 64;

    // Few messages are sent to a device that is away, and their sender repeats them.
    private const int MaximumEarly = 64;
    private const int MaximumEarlyBytes = 512 * 1024;

    private readonly TelemetryOptions _options;
    private readonly TimeProvider _time;
    private readonly BrokerTls? _tls;
    private readonly PacketCountingAdapterFactory _adapters;
    private readonly IMqttClient _client;
    private readonly Dictionary<string, string> _topics = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<LinkException> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MqttProtocolVersion _version;
    private readonly Queue<ReceivedMessage> _early = new();
    private int _earlyBytes;
    private Action<ReceivedMessage>? _received;

    private MqttLink(TelemetryOptions options, MqttProtocolVersion version, BrokerConnector broker, BrokerTls? tls, TimeProvider time)
    {
        _options = options;
        _version = version;
        _time = time;
        _tls = tls;
        // A broker of 3.1.1 cannot be told the limit, and a retained message above it would end every link.
        Channel = new BrokerChannel(broker, tls, new InboundFrames(ClientOptionsBuilder.MaximumPacketSize, leavesOut: version != MqttProtocolVersion.V500));
        _adapters = new PacketCountingAdapterFactory(Channel);
        _client = new MqttClientFactory().CreateMqttClient(_adapters);
        _client.DisconnectedAsync += OnDisconnected;
        _client.ApplicationMessageReceivedAsync += OnReceived;
    }

    /// <summary>Completes when the library has noticed that the link is lost.</summary>
    public Task<LinkException> Lost => _lost.Task;

    /// <summary>The address of the broker.</summary>
    public IPAddress? Address => Channel.Address;

    public string ProtocolName => _version == MqttProtocolVersion.V500 ? "5.0" : "3.1.1";

    /// <summary>The most unacknowledged publishes that the broker accepts at once.</summary>
    public int ReceiveMaximum { get; private set; } = ushort.MaxValue;

    public long MaximumPacketSize { get; private set; } = long.MaxValue;

    /// <summary>False when the broker has stated that it retains no messages.</summary>
    public bool IsRetainAvailable { get; private set; } = true;

    /// <summary>The quality of service of everything that is acknowledged where the broker supports it: 1, or 0 for a broker that has stated so.</summary>
    public MqttQualityOfServiceLevel MaximumQos { get; private set; } = MqttQualityOfServiceLevel.AtLeastOnce;

    /// <inheritdoc/>
    public bool Acknowledges => MaximumQos != MqttQualityOfServiceLevel.AtMostOnce;

    /// <summary>The client ID that the broker has given in place of the device's; null when it has not.</summary>
    public string? AssignedClientId { get; private set; }

    public TimeSpan KeepAlive { get; private set; }

    public long PacketsReceived => _adapters.PacketsReceived;

    private BrokerChannel Channel { get; }

    /// <summary>
    /// Called with each message that arrives, also with those that arrived before it was set: the broker sends the messages that waited in a kept
    /// session as soon as it has answered CONNECT. Returns at once.
    /// </summary>
    public Action<ReceivedMessage>? Received
    {
        get => _received;
        set
        {
            ReceivedMessage[] early;
            lock (_early)
            {
                _received = value;
                early = value is null ? [] : [.. _early];
                _early.Clear();
                _earlyBytes = 0;
            }

            foreach (var message in early)
            {
                value!(message);
            }
        }
    }

    /// <summary>Connects to the broker once.</summary>
    /// <param name="options">The broker and the limits.</param>
    /// <param name="settings">What CONNECT says.</param>
    /// <param name="broker">Makes the connection.</param>
    /// <param name="time">Measures all durations.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LinkException">The link cannot be made.</exception>
    public static async Task<MqttLink> ConnectAsync(
        TelemetryOptions options, MqttClientOptions settings, BrokerConnector broker, TimeProvider time, CancellationToken cancellationToken)
    {
        var tls = options.Tls.Enabled ? BrokerTls.Read(options, time) : null;
        var link = new MqttLink(options, settings.ProtocolVersion, broker, tls, time);
        try
        {
            if (tls?.Own?.Weakness() is { } weakness)
            {
                throw new LinkException(weakness);
            }

            var result = await link.WithDeadlineAsync(token => link._client.ConnectAsync(settings, token), Connecting, cancellationToken);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
            {
                throw ConnectReason.Refusal($"{options.Host}:{options.EffectivePort}", result, settings.ProtocolVersion);
            }

            link.Take(result);
            return link;
        }
        catch (LinkException exception)
        {
            link.Dispose();
            throw new LinkException(tls?.Explain(exception.Message) ?? exception.Message, exception.InnerException)
            {
                Code = exception.Code,
                Outcome = exception.Code is null ? link.Channel.OutcomeAfter(exception.IsTimeout) : exception.Outcome,
                Address = link.Address,
            };
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    public long SizeOf(StoredEvent stored) =>
        PacketSize.OfPublish(TopicOf(stored), stored.Payload.Length, _version == MqttProtocolVersion.V500 ? ContentType : null);

    /// <summary>Returns the largest size of a state document's packet in bytes.</summary>
    public long SizeOfState(string name, int payload) => SizeOf($"state/{name}", payload);

    /// <summary>Returns the largest size in bytes of a packet without a content type.</summary>
    /// <param name="suffix">Its topic under the device's root.</param>
    /// <param name="payload">The number of bytes of its payload.</param>
    public long SizeOf(string suffix, int payload) => PacketSize.OfPublish($"{_options.Root}/{suffix}", payload, contentType: null);

    public async Task<PublishReply> PublishAsync(StoredEvent stored, CancellationToken cancellationToken)
    {
        var message = new MqttApplicationMessage
        {
            Topic = TopicOf(stored),
            Payload = new ReadOnlySequence<byte>(stored.Payload),
            QualityOfServiceLevel = MaximumQos,
            ContentType = _version == MqttProtocolVersion.V500 ? ContentType : null,
        };
        // In some of its states the library itself waits forever and ignores its token.
        var result = await _client.PublishAsync(message, cancellationToken).WaitAsync(cancellationToken);
        return ReplyOf(result);
    }

    private static PublishReply ReplyOf(MqttClientPublishResult result) => new((int)result.ReasonCode, OutsideText.Short(result.ReasonString));

    // A station has few topics; the bound protects against a store with many other topics.
    private string TopicOf(StoredEvent stored)
    {
        if (!_topics.TryGetValue(stored.Topic, out var topic))
        {
            topic = $"{_options.Root}/{stored.Topic}";
            if (_topics.Count < MaximumTopics)
            {
                _topics[stored.Topic] = topic;
            }
        }

        return topic;
    }

    /// <summary>Publishes a state document: QoS 1 and retained, as far as the broker supports that.</summary>
    /// <param name="name">The last level of its topic.</param>
    /// <param name="payload">The document.</param>
    /// <param name="retain">False to publish it without retaining it.</param>
    /// <param name="cancellationToken">Ends the wait for the acknowledgement.</param>
    /// <param name="isAnswered">False to send it with QoS 0, which the broker's Receive Maximum does not limit.</param>
    /// <exception cref="LinkException">The link failed, or the broker has not answered in time.</exception>
    public async Task<PublishReply> PublishStateAsync(string name, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellationToken, bool isAnswered = true)
    {
        var message = new MqttApplicationMessage
        {
            Topic = $"{_options.Root}/state/{name}",
            Payload = new ReadOnlySequence<byte>(payload),
            QualityOfServiceLevel = isAnswered ? MaximumQos : MqttQualityOfServiceLevel.AtMostOnce,
            Retain = retain && IsRetainAvailable,
        };
        var result = await WithDeadlineAsync(token => _client.PublishAsync(message, token), $"publishing state/{name}", cancellationToken);
        return ReplyOf(result);
    }

    /// <summary>Publishes something that is soon stale and asks for the broker's answer: QoS 1, not retained.</summary>
    /// <exception cref="LinkException">The link failed.</exception>
    public async Task<PublishReply> TryPublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var message = new MqttApplicationMessage
        {
            Topic = topic,
            Payload = new ReadOnlySequence<byte>(payload),
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
        };
        var result = await WithDeadlineAsync(token => _client.PublishAsync(message, token), $"publishing {topic}", cancellationToken);
        return ReplyOf(result);
    }

    /// <summary>Publishes the answer to a command: QoS 1 as far as the broker supports that, not retained.</summary>
    /// <exception cref="LinkException">The link failed, or the broker has not answered in time.</exception>
    public async Task<PublishReply> PublishAnswerAsync(string suffix, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var message = new MqttApplicationMessage
        {
            Topic = $"{_options.Root}/{suffix}",
            Payload = new ReadOnlySequence<byte>(payload),
            QualityOfServiceLevel = MaximumQos,
        };
        return ReplyOf(await WithDeadlineAsync(token => _client.PublishAsync(message, token), $"publishing {suffix}", cancellationToken));
    }

    /// <summary>Subscribes to a topic.</summary>
    /// <returns>Why the broker refuses; null when it accepts.</returns>
    /// <exception cref="LinkException">The link failed.</exception>
    public async Task<string?> SubscribeAsync(string suffix, CancellationToken cancellationToken)
    {
        var topic = $"{_options.Root}/{suffix}";
        var subscription = new MqttClientSubscribeOptionsBuilder().WithTopicFilter(topic, MqttQualityOfServiceLevel.AtLeastOnce).Build();
        var result = await WithDeadlineAsync(token => _client.SubscribeAsync(subscription, token), $"subscribing to {topic}", cancellationToken);
        foreach (var item in result.Items)
        {
            if (item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2)
            {
                return $"{item.ResultCode}";
            }
        }

        return null;
    }

    /// <summary>
    /// Publishes short-lived data: QoS 0, not retained, with an expiry where the protocol has one. Drops what is too large for the broker.
    /// </summary>
    public async Task PublishTransientAsync(string name, ReadOnlyMemory<byte> payload, TimeSpan expiry, CancellationToken cancellationToken)
    {
        var topic = $"{_options.Root}/tele/{name}";
        if (PacketSize.OfPublish(topic, payload.Length, contentType: null) + ExpiryProperty > MaximumPacketSize)
        {
            // The broker would end the link.
            return;
        }

        var message = new MqttApplicationMessage
        {
            Topic = topic,
            Payload = new ReadOnlySequence<byte>(payload),
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtMostOnce,
            MessageExpiryInterval = _version == MqttProtocolVersion.V500 ? (uint)Math.Clamp(expiry.TotalSeconds, 1, uint.MaxValue) : 0,
        };
        await WithDeadlineAsync(token => _client.PublishAsync(message, token), $"publishing tele/{name}", cancellationToken);
    }

    /// <summary>Sends a ping; the answer shows in <see cref="PacketsReceived"/>.</summary>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WithDeadlineAsync(
                async token =>
                {
                    await _client.PingAsync(token);
                    return true;
                },
                "a ping",
                cancellationToken);
        }
        catch (LinkException)
        {
            // LinkWatchdog decides by what arrives.
        }
    }

    /// <summary>Disconnects cleanly, so that the broker drops the will.</summary>
    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        _client.DisconnectedAsync -= OnDisconnected;
        await WithDeadlineAsync(
            async token =>
            {
                await _client.DisconnectAsync(new MqttClientDisconnectOptions { Reason = MqttClientDisconnectOptionsReason.NormalDisconnection }, token);
                return true;
            },
            "disconnecting",
            cancellationToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        Channel.Dispose();
        _tls?.Dispose();
    }

    private void Take(MqttClientConnectResult result)
    {
        ReceiveMaximum = result.ReceiveMaximum is > 0 and var receive ? receive : ushort.MaxValue;
        MaximumPacketSize = result.MaximumPacketSize is > 0 and var size ? size : long.MaxValue;
        AssignedClientId = result.AssignedClientIdentifier is { Length: > 0 } id && id != _options.Device ? OutsideText.Short(id) : null;
        IsRetainAvailable = _version != MqttProtocolVersion.V500 || result.RetainAvailable;
        MaximumQos = _version == MqttProtocolVersion.V500 && result.MaximumQoS == MqttQualityOfServiceLevel.AtMostOnce
            ? MqttQualityOfServiceLevel.AtMostOnce
            : MqttQualityOfServiceLevel.AtLeastOnce;
        KeepAlive = result.ServerKeepAlive > 0 && result.ServerKeepAlive < _options.KeepAlive.TotalSeconds
            ? TimeSpan.FromSeconds(result.ServerKeepAlive)
            : _options.KeepAlive;
    }

    private async Task<T> WithDeadlineAsync<T>(Func<CancellationToken, Task<T>> call, string what, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await call(either.Token).WaitAsync(either.Token);
        }
        catch (Exception exception) when (LinkTrouble.IsOfLink(exception))
        {
            // A link that fails while it is being ended is simply ended.
            cancellationToken.ThrowIfCancellationRequested();
            var where = $"{_options.Host}:{_options.EffectivePort}";
            var reason = what == Connecting ? LinkFailureText.OfConnecting(exception, _options.Tls.Enabled) : LinkFailureText.Of(exception);
            throw deadline.IsCancellationRequested
                ? new LinkException($"{what} took longer than {_options.RequestTimeout.TotalSeconds:0.#} s ({where})", exception) { IsTimeout = true }
                : new LinkException($"{what} failed ({where}): {reason}", exception);
        }
    }

    private Task OnDisconnected(MqttClientDisconnectedEventArgs args)
    {
        var reason = args switch
        {
            { Exception: { } exception } => $"the connection failed: {LinkFailureText.Of(exception)}",
            { Reason: MqttClientDisconnectReason.NormalDisconnection } => "the broker has closed the connection",
            { ReasonString: { Length: > 0 } text } => $"the broker has ended the connection: {args.Reason}, {OutsideText.Short(text)}",
            _ => $"the broker has ended the connection: {args.Reason}",
        };
        _lost.TrySetResult(new LinkException(reason, args.Exception)
        {
            TakenOver = args.Reason == MqttClientDisconnectReason.SessionTakenOver,
            DisconnectCode = args.Exception is null && args.Reason != MqttClientDisconnectReason.NormalDisconnection ? (int)args.Reason : null,
            ByPeer = LinkTrouble.IsByPeer(args.Exception) && !DisconnectReason.IsAboutTheLink((int)args.Reason),
        });
        return Task.CompletedTask;
    }

    private Task OnReceived(MqttApplicationMessageReceivedEventArgs args)
    {
        var message = args.ApplicationMessage;
        var received = new ReceivedMessage(message.Topic, message.Payload.ToArray(), message.Retain);
        Action<ReceivedMessage>? take;
        lock (_early)
        {
            take = _received;
            if (take is null && _early.Count < MaximumEarly && _earlyBytes + received.Payload.Length <= MaximumEarlyBytes)
            {
                _early.Enqueue(received);
                _earlyBytes += received.Payload.Length;
            }
        }

        take?.Invoke(received);
        return Task.CompletedTask;
    }
}
