namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// The largest packet that the broker takes over one link: what it has stated, and what its refusals show. Pure but for its state.
/// </summary>
/// <param name="stated">The Maximum Packet Size of the broker, in bytes.</param>
internal sealed class PacketLimit(long stated)
{
    private long _refused = long.MaxValue;

    /// <summary>What the broker has stated, in bytes.</summary>
    public long Stated => stated;

    /// <summary>The largest packet, in bytes, that is sent without a trial.</summary>
    public long Largest => Math.Min(stated, _refused - 1);

    /// <summary>Called when the broker has refused a packet as too large.</summary>
    public void Refused(long size) => _refused = Math.Min(_refused, size);

    /// <summary>Called when the broker has accepted a packet.</summary>
    public void Accepted(long size)
    {
        if (size >= _refused)
        {
            _refused = long.MaxValue;
        }
    }
}
