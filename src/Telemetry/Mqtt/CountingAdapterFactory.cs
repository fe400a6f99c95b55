using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Implementations;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Keeps hold of the library's adapter, because it alone counts what arrives.</summary>
internal sealed class CountingAdapterFactory : IMqttClientAdapterFactory
{
    private readonly MqttClientAdapterFactory _inner = new();
    private IMqttChannelAdapter? _adapter;

    public long BytesReceived => _adapter?.BytesReceived ?? 0;

    public IMqttChannelAdapter CreateClientAdapter(MqttClientOptions options, MqttPacketInspector packetInspector, IMqttNetLogger logger) =>
        _adapter = _inner.CreateClientAdapter(options, packetInspector, logger);
}
