namespace StationAgent.Simulation.World;

/// <summary>How far a visit is.</summary>
internal enum VisitPhase
{
    /// <summary>The visitor is on the way.</summary>
    Coming,

    /// <summary>The visitor is there and waits for the station to be ready.</summary>
    Waiting,

    /// <summary>A hand brings the piece into view; nothing touches the platform.</summary>
    Reaching,

    /// <summary>The station stopped being ready: the hand takes the piece back out of view without touching.</summary>
    HoldingBack,

    /// <summary>The piece comes to rest on the platform; for a touch: the hand presses.</summary>
    Placing,

    /// <summary>The hand still lies on the piece.</summary>
    Steadying,

    /// <summary>The hand leaves the view; the piece stays.</summary>
    Retreating,

    /// <summary>The visitor waits for the outcome.</summary>
    Watching,

    /// <summary>The visitor has seen the outcome and thinks, or waits for the moment to take the piece back.</summary>
    Deciding,

    /// <summary>A hand comes back for the piece.</summary>
    ReachingAgain,

    /// <summary>The piece is lifted off.</summary>
    Lifting,

    /// <summary>The hand carries the piece out of view.</summary>
    CarryingOff,

    /// <summary>The piece is held above the platform, in view, until the station is ready again.</summary>
    Holding,

    /// <summary>The visitor is out of view and comes back with the next piece.</summary>
    Away,

    /// <summary>The piece was left and stays on the platform until the tray is cleared.</summary>
    Left,

    /// <summary>The tray is being cleared: the piece slides out of view.</summary>
    Conveying,

    /// <summary>The visit is over.</summary>
    Over,
}
