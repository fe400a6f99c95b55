namespace StationAgent.Testing.Mqtt;

/// <summary>Cuts one direction of a connection into packets.</summary>
public sealed class MqttPacketReader
{
    private readonly List<byte> _pending = [];

    /// <summary>Takes what has arrived.</summary>
    /// <returns>The packets that are whole now.</returns>
    public IEnumerable<MqttPacket> Take(ReadOnlySpan<byte> bytes)
    {
        _pending.AddRange(bytes);
        var found = new List<MqttPacket>();
        while (_pending.Count > 1)
        {
            var body = 1;
            var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending);
            if (!MqttPacket.TryReadLength(all, ref body, out var length) || _pending.Count < body + length)
            {
                break;
            }

            found.Add(new MqttPacket(all[..(body + length)].ToArray(), body));
            _pending.RemoveRange(0, body + length);
        }

        return found;
    }
}
