namespace StationAgent.Vision.Classes;

/// <summary>What the classes below a class tell apart.</summary>
public enum ClassSplit
{
    /// <summary>Kinds of pieces.</summary>
    Kind,

    /// <summary>States of pieces of one kind: a piece that looks a little different a moment later is still the same piece.</summary>
    Condition,
}
