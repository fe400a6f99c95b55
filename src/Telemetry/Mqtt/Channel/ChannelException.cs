using MQTTnet.Exceptions;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>
/// The channel failed for a reason that it knows itself. The message is for a person, without a full stop at the end.
/// </summary>
internal sealed class ChannelException(string message) : MqttCommunicationException(message);
