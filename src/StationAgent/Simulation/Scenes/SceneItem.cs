using StationAgent.Simulation.Scenes.Pieces;

namespace StationAgent.Simulation.Scenes;

/// <summary>One piece. Its size and mass are a pure function of <see cref="Kind"/> and <see cref="Seed"/>; <see cref="ItemCatalogue.Draw"/> makes
/// it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Seed">Chooses everything about it.</param>
/// <param name="Name">What a person calls it: "kraft carton no. 6".</param>
/// <param name="LengthMm">The longer side of its footprint, in mm.</param>
/// <param name="WidthMm">The shorter side of its footprint, in mm.</param>
/// <param name="HeightMm">How far it stands above the platform, in mm.</param>
/// <param name="MassGrams">What the scale should find.</param>
internal sealed record SceneItem(
    ItemKind Kind,
    int Seed,
    string Name,
    double LengthMm,
    double WidthMm,
    double HeightMm,
    double MassGrams)
{
    /// <summary>The photo that shows the piece; null for a piece of the catalogue, which has none until <see cref="PhotoSet.Draw"/> chooses one.</summary>
    public ScenePhoto? Photo { get; init; }

    /// <summary>The truth about it: path of its class, as far as a photo shows it.</summary>
    public string Class => Kind switch
    {
        ItemKind.CartonIntact when Photo is { ConditionKnown: false } => "packaging/carton",
        ItemKind.CartonIntact => "packaging/carton/intact",
        ItemKind.CartonDamaged => "packaging/carton/damaged",
        ItemKind.PlasticFilm => "packaging/plastic_film",
        ItemKind.PaperEnvelope => "packaging/paper_envelope",
        _ => "not_packaging",
    };
}
