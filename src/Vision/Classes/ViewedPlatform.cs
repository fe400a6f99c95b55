namespace StationAgent.Vision.Classes;

/// <summary>What a piece lies on in the pictures.</summary>
public enum ViewedPlatform
{
    /// <summary>A tray: the piece lies alone.</summary>
    Tray,

    /// <summary>A bin: the piece lies on others.</summary>
    Bin,
}
