namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>The counts of a store at one commit.</summary>
internal record struct LedgerFigures
{
    /// <summary>The first number that the figures cover.</summary>
    public long Base { get; set; }

    /// <summary>The last number given, 0 before the first.</summary>
    public long Last { get; set; }

    /// <summary>Every number up to this one has been removed or has a mark: nothing is pending up to here.</summary>
    public long Floor { get; set; }

    /// <summary>Rows that have a mark.</summary>
    public long Marks { get; set; }

    /// <summary>Rows whose mark says that they are set aside.</summary>
    public long SetAside { get; set; }

    /// <summary>Numbers from <see cref="Base"/> on whose rows were removed.</summary>
    public long Removed { get; set; }

    /// <summary>Running time of the store up to the last write known, in milliseconds.</summary>
    public long AgeMs { get; set; }

    /// <summary>Rows without a mark.</summary>
    public readonly long Pending => Rows - Marks;

    /// <summary>Rows on disk.</summary>
    public readonly long Rows => Last - Base + 1 - Removed;
}
