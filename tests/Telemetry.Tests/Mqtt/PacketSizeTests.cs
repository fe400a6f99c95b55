using System.Buffers;
using CsCheck;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using StationAgent.Telemetry.Mqtt;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class PacketSizeTests
{
    [Fact]
    public void Agrees_with_the_size_of_the_real_packet() =>
        Gen.Select(Gen.String[1, 60], Gen.Int[0, 70_000], Gen.Bool).Sample((topic, payload, hasContentType) =>
        {
            var contentType = hasContentType ? "application/cloudevents+json" : null;
            var writer = new MqttBufferWriter(4096, 65536);
            var packet = new MqttPublishPacket
            {
                Topic = topic,
                Payload = new ReadOnlySequence<byte>(new byte[payload]),
                QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
                PacketIdentifier = 1,
                ContentType = contentType,
            };
            var buffer = MqttPacketFormatterAdapter.GetMqttPacketFormatter(MqttProtocolVersion.V500, writer).Encode(packet);
            Assert.Equal(buffer.Length, PacketSize.OfPublish(topic, payload, contentType));
        });
}
