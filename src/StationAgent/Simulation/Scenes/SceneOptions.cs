namespace StationAgent.Simulation.Scenes;

/// <summary>The simulated camera.</summary>
internal sealed record SceneOptions
{
    /// <summary>Pixels across, 160 to 3840.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Pixels down, 120 to 2160.</summary>
    public int Height { get; init; } = 720;

    /// <summary>JPEG quality, 1 to 100.</summary>
    public int JpegQuality { get; init; } = 85;

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public void Check()
    {
        Within(nameof(Width), Width, 160, 3840);
        Within(nameof(Height), Height, 120, 2160);
        Within(nameof(JpegQuality), JpegQuality, 1, 100);
    }

    private static void Within(string name, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentException($"The simulated camera's {name} is {value}; expected {least} to {most}.", name);
        }
    }
}
