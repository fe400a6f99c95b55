namespace StationAgent.Simulation.SensorFaults;

/// <summary>Why a credit is wrong.</summary>
internal enum CreditFault
{
    /// <summary>The piece was taken back inside its window.</summary>
    TakenBack,

    /// <summary>The piece was replaced by another one inside its window.</summary>
    Swapped,

    /// <summary>The same piece was credited before and has not left the view since.</summary>
    PresentedAgain,

    /// <summary>Another event credits the same piece on the platform.</summary>
    CreditedTwice,

    /// <summary>There was no piece on the platform.</summary>
    NoPiece,

    /// <summary>The class is wrong, and the pictures did not show this piece, or not it alone.</summary>
    WrongPicture,

    /// <summary>The mass is wrong by more than the tolerance of the station and three times the stated uncertainty.</summary>
    WrongMass,
}
