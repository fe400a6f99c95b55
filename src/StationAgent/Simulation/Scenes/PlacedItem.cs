namespace StationAgent.Simulation.Scenes;

/// <summary>A piece that lies on the platform.</summary>
/// <param name="Item">The piece.</param>
/// <param name="X">Its centre right of the platform's centre, in mm.</param>
/// <param name="Y">Its centre below (nearer to the visitor than) the platform's centre, in mm.</param>
/// <param name="RotationDegrees">Its turn, clockwise as the camera sees it.</param>
internal sealed record PlacedItem(SceneItem Item, double X, double Y, double RotationDegrees);
