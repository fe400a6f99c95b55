using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace StationAgent.Telemetry.Tests;

/// <summary>
/// A backend: subscribes with a session that outlives its absence, keeps what arrives, confirms it, and requests replays.
/// </summary>
internal sealed class Backend : IAsyncDisposable
{
    private const string Root = "sa/v1/teststation/dev1";

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly ConcurrentQueue<string> _events = new();
    private readonly int _port;

    private Backend(int port, bool confirms)
    {
        _port = port;
        _client.ApplicationMessageReceivedAsync += async args =>
        {
            var id = Encoding.UTF8.GetString(args.ApplicationMessage.Payload.ToArray());
            _events.Enqueue(id);
            if (confirms)
            {
                await PublishAsync("receipt", $$"""{"ids":["{{id}}"]}""");
            }
        };
    }

    /// <summary>The payloads of the events, in the order of their arrival, repeats included.</summary>
    public IReadOnlyCollection<string> Events => _events;

    /// <param name="port">The port of the broker.</param>
    /// <param name="confirms">True to send a receipt for each event; its payload has to be its id.</param>
    public static async Task<Backend> ConnectAsync(int port, bool confirms)
    {
        var backend = new Backend(port, confirms);
        await backend.ConnectAsync();
        return backend;
    }

    public async Task ConnectAsync()
    {
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", _port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId("backend")
            .WithCleanStart(false)
            .WithSessionExpiryInterval(3600)
            .Build();
        await _client.ConnectAsync(options);
        await _client.SubscribeAsync($"{Root}/evt/#", MqttQualityOfServiceLevel.AtLeastOnce);
    }

    /// <summary>Disconnects; the broker keeps its messages.</summary>
    public Task LeaveAsync() => _client.DisconnectAsync();

    /// <summary>Sends something to the device.</summary>
    public Task PublishAsync(string suffix, string payload) => _client.PublishStringAsync($"{Root}/{suffix}", payload, MqttQualityOfServiceLevel.AtLeastOnce);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
