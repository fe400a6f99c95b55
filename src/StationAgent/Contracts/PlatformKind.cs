namespace StationAgent.Contracts;

/// <summary>What pieces are put on.</summary>
internal enum PlatformKind
{
    /// <summary>A piece lies alone and is carried off.</summary>
    Tray,

    /// <summary>Pieces accumulate; each drop-off is a step of the load.</summary>
    Bin,
}
