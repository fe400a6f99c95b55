using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Implementations;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Gives the library adapters that count arriving packets.</summary>
internal sealed class PacketCountingAdapterFactory : IMqttClientAdapterFactory
{
    private readonly MqttClientAdapterFactory _inner = new();
    private long _packetsReceived;

    public long PacketsReceived => Interlocked.Read(ref _packetsReceived);

    public IMqttChannelAdapter CreateClientAdapter(MqttClientOptions options, MqttPacketInspector packetInspector, IMqttNetLogger logger) =>
        new PacketCountingAdapter(
            _inner.CreateClientAdapter(options, packetInspector, logger), () => Interlocked.Increment(ref _packetsReceived));
}
