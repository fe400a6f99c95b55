using StationAgent.Simulation.Scenes.Pieces;

namespace StationAgent.Simulation.Scenes;

/// <summary>One piece. Its size and mass are a pure function of <see cref="Kind"/> and <see cref="Seed"/>; <see cref="PieceKind.Draw"/> makes it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Seed">Chooses everything about it.</param>
/// <param name="Name">What a person calls it: "kraft box no. 6".</param>
/// <param name="LengthMm">The longer side of its footprint, in mm.</param>
/// <param name="WidthMm">The shorter side of its footprint, in mm.</param>
/// <param name="HeightMm">How far it stands above the platform, in mm.</param>
/// <param name="MassGrams">What the scale should find.</param>
internal sealed record SceneItem(
    PieceKind Kind,
    int Seed,
    string Name,
    double LengthMm,
    double WidthMm,
    double HeightMm,
    double MassGrams)
{
    /// <summary>The photo that shows the piece; null for a piece of the catalogue, which has none until <see cref="PhotoSet.Draw"/> chooses one.</summary>
    public ScenePhoto? Photo { get; init; }

    /// <summary>The truth about its class, as deep as it is known: less deep than that of its kind where the photo does not show more.</summary>
    public string Class => Photo?.Class ?? Kind.Class;
}
