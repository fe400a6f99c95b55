namespace StationAgent.Telemetry.Outbox;

/// <summary>The counts of a store at one commit.</summary>
internal record struct LedgerFigures
{
    /// <summary>The first number that the figures cover.</summary>
    public long Base { get; set; }

    /// <summary>The last number given, 0 before the first.</summary>
    public long Last { get; set; }

    /// <summary>Every number up to this one bears a mark: nothing pending below.</summary>
    public long Floor { get; set; }

    /// <summary>Marks from <see cref="Base"/> on.</summary>
    public long Marks { get; set; }

    /// <summary>Those that say set aside.</summary>
    public long SetAside { get; set; }

    /// <summary>Those that stand for a row that is gone.</summary>
    public long Removed { get; set; }

    /// <summary>Running time of the store up to the last write known, in milliseconds.</summary>
    public long AgeMs { get; set; }

    /// <summary>Numbers without a mark.</summary>
    public readonly long Pending => Last - Base + 1 - Marks;

    /// <summary>Rows on disk.</summary>
    public readonly long Rows => Last - Base + 1 - Removed;
}
