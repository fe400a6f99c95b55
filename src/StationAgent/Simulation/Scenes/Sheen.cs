namespace StationAgent.Simulation.Scenes;

/// <summary>How a surface answers light beyond its colour.</summary>
/// <param name="Sharp">Strength of the lamp's highlight, 0 to 1.</param>
/// <param name="Narrow">How small that highlight is: the exponent, 1 to 200.</param>
/// <param name="Broad">Strength of the reflection of windows and ceiling, 0 to 1.</param>
/// <param name="Glow">How much light passes through and evens out the shade, 0 to 1.</param>
/// <param name="Clear">1 for film whose highlights show where it covers nothing.</param>
internal readonly record struct Sheen(float Sharp, int Narrow, float Broad, float Glow = 0, float Clear = 0)
{
    public static Sheen Matt => new(0, 1, 0);

    public static Sheen Paper => new(0.03f, 8, 0.02f, 0.08f);

    public static Sheen Film => new(0.6f, 40, 0.24f, 0.05f);

    public static Sheen ClearFilm => new(0.75f, 36, 0.22f, 0.35f, 1);

    public static Sheen Glaze => new(0.75f, 60, 0.12f);

    public static Sheen Skin => new(0.06f, 12, 0.03f, 0.12f);
}
