using System.Text.Json.Serialization;

namespace StationAgent.Contracts;

/// <summary>A range of sequence numbers that will not be delivered.</summary>
/// <param name="Reason">Why.</param>
/// <param name="StoreEpoch">The store epoch they belong to; null when even that is unknown.</param>
/// <param name="From">The first missing number as 20 digits; null when unknown.</param>
/// <param name="To">The last missing number as 20 digits; null when unknown.</param>
/// <param name="Detail">The same as one sentence for people, at most <see cref="Failures.OutsideText.MaximumSentence"/> characters.</param>
/// <param name="Clock">For correcting the times.</param>
internal sealed record GapData(
    GapReason Reason,
    [property: JsonPropertyName("storeepoch")] string? StoreEpoch,
    string? From,
    string? To,
    string Detail,
    ClockStamp Clock);
