namespace StationAgent.Simulation.World;

/// <summary>What a visitor has come for.</summary>
internal enum VisitorIntent
{
    /// <summary>Leaves the piece when it is accepted.</summary>
    Leaves,

    /// <summary>Takes the piece back inside the withdrawal window when it is accepted.</summary>
    TakesBack,

    /// <summary>Leans a hand on the platform and goes: nothing is presented.</summary>
    TouchesOnly,

    /// <summary>Takes the accepted piece inside the withdrawal window and puts another one in its place.</summary>
    Swaps,

    /// <summary>Takes the piece away as soon as it lies there, before the outcome, and puts another one in its place.</summary>
    ChangesMind,
}
