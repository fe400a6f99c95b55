using System.Buffers;
using System.Text;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using StationAgent.Contracts;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Simulation;

/// <summary>
/// A consumer of the station's events as the contract describes it: subscribes with QoS 1, removes duplicates by source and id, and hands
/// on what is new in the order of arrival. It knows only the topic of the agent.
/// </summary>
internal sealed class EventSubscriber : IAsyncDisposable
{
    private readonly IMqttClient _client;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Channel<(ReceivedEvent Event, string Json)> _new = Channel.CreateUnbounded<(ReceivedEvent, string)>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private int _duplicates;
    private int _unreadable;

    private EventSubscriber(IMqttClient client) => _client = client;

    /// <summary>The events, each once, with the JSON text that arrived.</summary>
    public ChannelReader<(ReceivedEvent Event, string Json)> Events => _new.Reader;

    /// <summary>How many events arrived more than once and were dropped.</summary>
    public int Duplicates => Volatile.Read(ref _duplicates);

    /// <summary>How many messages did not match the contract.</summary>
    public int Unreadable => Volatile.Read(ref _unreadable);

    /// <summary>Connects and subscribes to <c>evt/#</c> under a topic root.</summary>
    /// <exception cref="BrokerException">The broker cannot be reached or refuses the subscription.</exception>
    public static async Task<EventSubscriber> StartAsync(string host, int port, string topicRoot, CancellationToken cancellationToken)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var subscriber = new EventSubscriber(client);
        client.ApplicationMessageReceivedAsync += subscriber.OnMessageAsync;
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer(host, port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId($"simulate-subscriber-{Environment.ProcessId}")
            .WithTimeout(TimeSpan.FromSeconds(5))
            .Build();
        try
        {
            await client.ConnectAsync(options, cancellationToken);
            await client.SubscribeAsync(topicRoot + "/evt/#", MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken);
            return subscriber;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            client.Dispose();
            throw new BrokerException($"cannot subscribe at the broker {host}:{port}: {LinkFailureText.OfConnecting(failure, usesTls: false)}", failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _new.Writer.TryComplete();
        try
        {
            await _client.DisconnectAsync();
        }
        catch (Exception gone) when (gone is MQTTnet.Exceptions.MqttCommunicationException or InvalidOperationException)
        {
            // The broker went first.
        }

        _client.Dispose();
    }

    private Task OnMessageAsync(MqttApplicationMessageReceivedEventArgs arrived)
    {
        var payload = arrived.ApplicationMessage.Payload.ToArray();
        if (!ReceivedEvent.TryParse(payload, out var received, out _))
        {
            Interlocked.Increment(ref _unreadable);
        }
        else if (_seen.Add(received.Envelope.Source + " " + received.Envelope.Id))
        {
            _new.Writer.TryWrite((received, Encoding.UTF8.GetString(payload)));
        }
        else
        {
            Interlocked.Increment(ref _duplicates);
        }

        return Task.CompletedTask;
    }
}
