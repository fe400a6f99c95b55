using System.Buffers;
using System.Globalization;

namespace StationAgent.Telemetry.Outbox;

/// <summary>The id of a stored event, fixed at commit and never used again.</summary>
/// <param name="StoreEpoch">The random name of the store: 16 lower-case hexadecimal digits.</param>
/// <param name="Sequence">The running number inside the store, from 1, without holes.</param>
public readonly record struct EventId(string StoreEpoch, long Sequence)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private const int EpochLength = 16;
    private const int SequenceLength = 20;

    /// <summary>The number as it is sent: 20 decimal digits, so that text order is number order.</summary>
    public string SequenceText => Sequence.ToString("D20", CultureInfo.InvariantCulture);

    /// <summary>The CloudEvents <c>id</c>: <c>{storeepoch}-{sequence}</c>.</summary>
    public override string ToString() => $"{StoreEpoch}-{SequenceText}";

    /// <summary>True for the name of a store: 16 lower-case hexadecimal digits.</summary>
    public static bool IsEpoch(ReadOnlySpan<char> text) => text.Length == EpochLength && !text.ContainsAnyExcept(HexDigits);

    /// <summary>Reads an id as <see cref="ToString"/> writes it.</summary>
    /// <returns>False when the text is not an id.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out EventId id)
    {
        var sequence = 0L;
        var good = text.Length == EpochLength + 1 + SequenceLength
            && text[EpochLength] == '-'
            && IsEpoch(text[..EpochLength])
            && long.TryParse(text[(EpochLength + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out sequence)
            && sequence >= 1;
        id = good ? new EventId(text[..EpochLength].ToString(), sequence) : default;
        return good;
    }
}
