using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Gives the library adapters that count arriving packets and take no packet that is too large.</summary>
internal sealed class PacketCountingAdapterFactory : IMqttClientAdapterFactory
{
    private long _packetsReceived;

    public long PacketsReceived => Interlocked.Read(ref _packetsReceived);

    public IMqttChannelAdapter CreateClientAdapter(MqttClientOptions options, MqttPacketInspector packetInspector, IMqttNetLogger logger) =>
        new PacketCountingAdapter(
            new MqttChannelAdapter(
                new LimitedChannel(new MqttTcpChannel(options), ClientOptionsBuilder.MaximumIncomingPacket),
                new MqttPacketFormatterAdapter(options.ProtocolVersion, new MqttBufferWriter(options.WriterBufferSize, options.WriterBufferSizeMax)),
                logger)
            {
                AllowPacketFragmentation = options.AllowPacketFragmentation,
                PacketInspector = packetInspector,
            },
            () => Interlocked.Increment(ref _packetsReceived));
}
