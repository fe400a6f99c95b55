namespace StationAgent.Simulation.Scenes;

/// <summary>What a visitor of the simulated station brings.</summary>
internal enum ItemKind
{
    CartonIntact,
    CartonDamaged,
    PlasticFilm,
    PaperEnvelope,
    NotPackaging,
}
