namespace StationAgent.Simulation.Scenes;

/// <summary>How a surface answers light beyond its colour.</summary>
/// <param name="Sharp">Strength of the lamp's highlight, 0 to 1.</param>
/// <param name="Narrow">How small that highlight is: the exponent, 1 to 200.</param>
/// <param name="Broad">Strength of the reflection of windows and ceiling, 0 to 1.</param>
/// <param name="Glow">How much light passes through and evens out the shade, 0 to 1.</param>
internal readonly record struct Sheen(float Sharp, int Narrow, float Broad, float Glow = 0)
{
    public static Sheen Cloth => new(0.03f, 6, 0.02f);

    public static Sheen Skin => new(0.06f, 12, 0.03f, 0.12f);
}
