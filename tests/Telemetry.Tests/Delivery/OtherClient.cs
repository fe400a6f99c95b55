using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>Another client of the broker, with any client ID, that keeps all messages that it receives.</summary>
internal sealed class OtherClient : IAsyncDisposable
{
    public const string Root = "sa/v1/teststation/dev1";

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();

    private OtherClient()
    {
    }

    /// <summary>All received messages, in order.</summary>
    public ConcurrentQueue<(string Topic, string Payload, MqttQualityOfServiceLevel Qos, bool Retained)> Received { get; } = [];

    public bool IsConnected => _client.IsConnected;

    public static async Task<OtherClient> StartAsync(
        int port, string? id = null, string? topic = null, Func<OtherClient, string, Task>? onEvent = null)
    {
        var backend = new OtherClient();
        backend._client.ApplicationMessageReceivedAsync += args =>
        {
            var message = args.ApplicationMessage;
            var payload = Encoding.UTF8.GetString(message.Payload.ToArray());
            backend.Received.Enqueue((message.Topic, payload, message.QualityOfServiceLevel, message.Retain));
            return onEvent is null ? Task.CompletedTask : onEvent(backend, payload);
        };
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", port)
            .WithClientId(id ?? "backend")
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .Build();
        await backend._client.ConnectAsync(options);
        if (topic is not null)
        {
            await backend._client.SubscribeAsync($"{Root}/{topic}", MqttQualityOfServiceLevel.AtLeastOnce);
        }

        return backend;
    }

    public async Task SendAsync(string topic, string payload, bool retain = false)
    {
        var result = await _client.PublishStringAsync($"{Root}/{topic}", payload, MqttQualityOfServiceLevel.AtLeastOnce, retain);
        Assert.True(result.IsSuccess);
    }

    public IEnumerable<string> Payloads(string topic) =>
        Received.Where(message => message.Topic == $"{Root}/{topic}").Select(message => message.Payload);

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            await _client.DisconnectAsync();
        }

        _client.Dispose();
    }
}
