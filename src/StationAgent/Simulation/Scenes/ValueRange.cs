namespace StationAgent.Simulation.Scenes;

/// <summary>The numbers from one to another; both are the same for a fixed value.</summary>
internal readonly record struct ValueRange(double From, double To)
{
    public double Draw(SceneRandom random) => random.Range(From, To);
}
