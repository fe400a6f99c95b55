namespace StationAgent.DropOff;

/// <summary>Where a piece goes.</summary>
internal enum Disposition
{
    /// <summary>Nowhere: it is not taken.</summary>
    None,

    /// <summary>Used again as it is.</summary>
    Reuse,

    /// <summary>Pulped.</summary>
    Pulp,

    /// <summary>Other recycling.</summary>
    Recycle,

    /// <summary>Taken; a person decides where it goes.</summary>
    Sort,
}
