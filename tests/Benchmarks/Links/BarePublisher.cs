using System.Buffers;
using System.Diagnostics;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using StationAgent.Benchmarks.Reports;
using StationAgent.Benchmarks.Store;

namespace StationAgent.Benchmarks.Links;

/// <summary>
/// The peer of delivery: MQTTnet alone, QoS 1, the same payloads and the same content type, a sliding window of publishes in flight. It reads
/// no disk, keeps no state and checks no answer beyond its success.
/// </summary>
internal sealed class BarePublisher : IDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly int _window;
    private long _left;
    private long _number;

    private BarePublisher(int window) => _window = window;

    /// <summary>Connects with a clean session.</summary>
    /// <param name="port">Port of the broker on 127.0.0.1.</param>
    /// <param name="window">Publishes in flight.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<BarePublisher> ConnectAsync(int port, int window, CancellationToken cancellationToken)
    {
        var publisher = new BarePublisher(window);
        var options = new MqttClientOptionsBuilder()
            .WithClientId("bare-publisher")
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTcpServer("127.0.0.1", port)
            .WithCleanStart()
            .Build();
        await publisher._client.ConnectAsync(options, cancellationToken);
        return publisher;
    }

    /// <summary>Publishes so many messages and waits for all acknowledgements.</summary>
    /// <returns>Wall time in seconds.</returns>
    /// <exception cref="IOException">The broker refuses one.</exception>
    public async Task<double> RunAsync(int count, Durations? durations, CancellationToken cancellationToken)
    {
        _left = count;
        var started = Stopwatch.GetTimestamp();
        var callers = new Task[_window];
        for (var i = 0; i < callers.Length; i++)
        {
            callers[i] = CallAsync(durations, cancellationToken);
        }

        await Task.WhenAll(callers);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose() => _client.Dispose();

    private async Task CallAsync(Durations? durations, CancellationToken cancellationToken)
    {
        while (Interlocked.Decrement(ref _left) >= 0)
        {
            var started = Stopwatch.GetTimestamp();
            var message = new MqttApplicationMessage
            {
                Topic = BenchmarkDevice.Topic("bare", "evt/dropoff"),
                Payload = new ReadOnlySequence<byte>(Payload.Create(Interlocked.Increment(ref _number) - 1)),
                QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
                ContentType = "application/cloudevents+json",
            };
            var result = await _client.PublishAsync(message, cancellationToken);
            durations?.AddSince(started);
            if (!result.IsSuccess)
            {
                throw new IOException($"the broker refuses a message of the bare publisher: {result.ReasonCode}");
            }
        }
    }
}
