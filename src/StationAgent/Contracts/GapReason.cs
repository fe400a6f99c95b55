namespace StationAgent.Contracts;

/// <summary>Why numbers are missing.</summary>
internal enum GapReason
{
    /// <summary>The store was at its limit and let its oldest drop-offs go.</summary>
    Evicted,

    /// <summary>Stored rows could not be read back unaltered and were set aside.</summary>
    Damaged,

    /// <summary>The store was replaced: its numbers up to the first of the new epoch that did not arrive will not come.</summary>
    StoreReplaced,
}
