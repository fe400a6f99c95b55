namespace StationAgent.Simulation.Scenes;

/// <summary>What happened to the flaps of an open carton.</summary>
internal enum FlapDamage
{
    None,
    Torn,
}
