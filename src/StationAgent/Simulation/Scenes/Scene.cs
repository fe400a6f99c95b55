using System.Collections.Immutable;

namespace StationAgent.Simulation.Scenes;

/// <summary>Everything that one frame shows. Equal scenes give equal bytes on one type of machine.</summary>
/// <param name="PlatformSeed">Chooses camera, light, mat and surroundings.</param>
/// <param name="Items">What lies on the platform, the lowest first.</param>
/// <param name="Hand">The arm in view, or null.</param>
/// <param name="NoiseSeed">Chooses the sensor's noise: give each frame its own.</param>
internal sealed record Scene(int PlatformSeed, ImmutableArray<PlacedItem> Items, HandPose? Hand, int NoiseSeed)
{
    /// <summary>A change of exposure in stops against the platform's usual one, −1 to 1.</summary>
    public double ExposureStops { get; init; }

    /// <summary>The bare platform.</summary>
    public static Scene Empty(int platformSeed, int noiseSeed) => new(platformSeed, [], null, noiseSeed);
}
