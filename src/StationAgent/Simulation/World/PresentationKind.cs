namespace StationAgent.Simulation.World;

/// <summary>How a piece comes to the platform.</summary>
internal enum PresentationKind
{
    /// <summary>A visitor brings it.</summary>
    Brought,

    /// <summary>It takes the place of a piece inside the withdrawal window or before its outcome.</summary>
    SwappedIn,

    /// <summary>It was accepted, lifted and laid down again without leaving the view.</summary>
    AgainInView,

    /// <summary>It was accepted, carried out of view and brought again.</summary>
    BroughtAgain,

    /// <summary>It was refused, and the visitor has done what the station asked for.</summary>
    TriedAgain,
}
