namespace StationAgent.Simulation.Scenes;

/// <summary>
/// The split of the seeds. The simulator draws platforms and pieces from [0, 1,000,000); training frames come from 10,000,000 on.
/// Therefore no evaluation and no demonstration uses a picture that the network was trained on.
/// </summary>
internal static class SceneSeeds
{
    /// <summary>One past the simulator's last seed.</summary>
    public const int SimulatorEnd = 1_000_000;

    /// <summary>The first seed of training.</summary>
    public const int TrainingStart = 10_000_000;

    /// <summary>Folds any number into the simulator's seeds.</summary>
    public static int ForSimulator(long number) => (int)(SceneRandom.Mix(unchecked((ulong)number)) % SimulatorEnd);

    /// <summary>The platform of a simulation: its own seed where that is one of the simulator's, else a folded one.</summary>
    public static int PlatformOf(int seed) => seed is >= 0 and < SimulatorEnd ? seed : ForSimulator((uint)seed);

    /// <exception cref="ArgumentOutOfRangeException">The seed is not the simulator's.</exception>
    public static int RequireSimulator(int seed) => seed is >= 0 and < SimulatorEnd
        ? seed
        : throw new ArgumentOutOfRangeException(nameof(seed), seed, "The simulator's seeds are 0 to 999999.");

    /// <exception cref="ArgumentOutOfRangeException">The seed is not one of training.</exception>
    public static int RequireTraining(int seed) => seed >= TrainingStart
        ? seed
        : throw new ArgumentOutOfRangeException(nameof(seed), seed,
            "Training seeds start at 10000000; those below belong to the simulator.");
}
