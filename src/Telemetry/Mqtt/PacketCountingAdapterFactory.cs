using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Channel;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Gives the library adapters over the agent's own channel, which count arriving packets.</summary>
/// <param name="channel">The channel of the one connection.</param>
internal sealed class PacketCountingAdapterFactory(IMqttChannel channel) : IMqttClientAdapterFactory
{
    private long _packetsReceived;

    public long PacketsReceived => Interlocked.Read(ref _packetsReceived);

    public IMqttChannelAdapter CreateClientAdapter(MqttClientOptions options, MqttPacketInspector packetInspector, IMqttNetLogger logger)
    {
        var formatter = new MqttPacketFormatterAdapter(options.ProtocolVersion, new MqttBufferWriter(options.WriterBufferSize, options.WriterBufferSizeMax));
        return new PacketCountingAdapter(new MqttChannelAdapter(channel, formatter, logger), () => Interlocked.Increment(ref _packetsReceived));
    }
}
