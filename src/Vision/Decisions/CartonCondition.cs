namespace StationAgent.Vision.Decisions;

/// <summary>The state of a carton; meaningless for every other material.</summary>
public enum CartonCondition
{
    /// <summary>Whole and of regular shape: fit for another journey.</summary>
    Intact,

    /// <summary>Crushed, torn, wet or flattened: fit for the pulper.</summary>
    Damaged,
}
