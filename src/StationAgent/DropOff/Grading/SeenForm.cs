namespace StationAgent.DropOff.Grading;

/// <summary>In which form a piece was brought, by its mass on the area that it covers.</summary>
internal enum SeenForm
{
    /// <summary>The mass and the area do not tell, or they fit no form.</summary>
    Unknown,

    /// <summary>Folded flat.</summary>
    Flat,

    /// <summary>Set up and empty.</summary>
    Standing,

    /// <summary>Set up, with something inside.</summary>
    Filled,
}
