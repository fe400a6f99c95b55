namespace StationAgent.Simulation.Scenes;

/// <summary>An arm that reaches over the platform.</summary>
/// <param name="Reach">0: out of the picture; 1: the hand (and what it carries) is over the target.</param>
/// <param name="Carried">What the hand holds, or null for an empty hand.</param>
/// <param name="AngleDegrees">Where the arm comes from: 0 from the visitor's side (the picture's lower edge), 90 from the right, −90 from
/// the left.</param>
/// <param name="SleeveSeed">Chooses skin, build and cloth.</param>
internal sealed record HandPose(double Reach, SceneItem? Carried, double AngleDegrees, int SleeveSeed)
{
    /// <summary>The target right of the platform's centre, in mm.</summary>
    public double X { get; init; }

    /// <summary>The target below the platform's centre, in mm.</summary>
    public double Y { get; init; }

    /// <summary>The turn of the carried piece: give it the turn it will lie with, so that it does not jump when it is let go.</summary>
    public double CarriedRotationDegrees { get; init; }
}
