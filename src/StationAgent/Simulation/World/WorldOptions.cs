namespace StationAgent.Simulation.World;

/// <summary>What stands at the simulated station, and how it is run.</summary>
internal sealed record WorldOptions
{
    /// <summary>Chooses camera, light, mat and surroundings. 0–999,999.</summary>
    public int PlatformSeed { get; init; }

    /// <summary>Pieces pile up in a bin instead of being carried off a tray.</summary>
    public bool Bin { get; init; }

    /// <summary>A bin with this many pieces is emptied.</summary>
    public int BinPieces { get; init; } = 12;

    /// <summary>A bin that holds this much is emptied, in grams.</summary>
    public double BinGrams { get; init; } = 12_000;

    /// <summary>How long an accepted piece has to stay, as the station is configured.</summary>
    public TimeSpan WithdrawalWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a visitor waits for an outcome before taking the piece away.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a visitor waits for the station to be ready before going away with the piece; null for any time.</summary>
    public TimeSpan? QueuePatience { get; init; }
}
