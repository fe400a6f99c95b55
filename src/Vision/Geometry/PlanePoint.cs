namespace StationAgent.Vision.Geometry;

/// <summary>A point of a plane: in a picture in pixels from its top left corner, on the platform in mm.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards; on the platform, towards the lower edge of the picture.</param>
public readonly record struct PlanePoint(double X, double Y)
{
    /// <summary>How far it is to another point.</summary>
    /// <param name="other">The other point.</param>
    public double DistanceTo(PlanePoint other) => Math.Sqrt(((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));

    /// <summary>A point between this one and another.</summary>
    /// <param name="other">The other point.</param>
    /// <param name="share">0 for this point, 1 for the other.</param>
    public PlanePoint Towards(PlanePoint other, double share) => new(X + ((other.X - X) * share), Y + ((other.Y - Y) * share));
}
