namespace StationAgent.Contracts;

/// <summary>Why numbers are missing.</summary>
internal enum GapReason
{
    /// <summary>The store was at its limit and deleted its oldest drop-offs.</summary>
    Evicted,

    /// <summary>Stored rows could not be read back unaltered and were set aside.</summary>
    Damaged,

    /// <summary>The store was replaced: numbers of the old store that have not arrived will not be delivered.</summary>
    StoreReplaced,
}
