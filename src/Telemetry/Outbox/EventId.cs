using System.Globalization;

namespace StationAgent.Telemetry.Outbox;

/// <summary>The name of a stored event, fixed at commit and never made again.</summary>
/// <param name="StoreEpoch">Random name of the store, 16 lower-case hexadecimal digits.</param>
/// <param name="Sequence">Running number inside the store, from 1, without holes.</param>
public readonly record struct EventId(string StoreEpoch, long Sequence)
{
    /// <summary>The number as it stands on the wire: 20 decimal digits, so that text order is number order.</summary>
    public string SequenceText => Sequence.ToString("D20", CultureInfo.InvariantCulture);

    /// <summary>The CloudEvents <c>id</c>: <c>{storeepoch}-{sequence}</c>.</summary>
    public override string ToString() => $"{StoreEpoch}-{SequenceText}";
}
