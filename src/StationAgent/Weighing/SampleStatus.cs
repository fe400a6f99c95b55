namespace StationAgent.Weighing;

/// <summary>What the scale reports about a sample.</summary>
public enum SampleStatus
{
    /// <summary>A reading inside the scale's range.</summary>
    Ok,

    /// <summary>The load is above the scale's range.</summary>
    Overload,

    /// <summary>The load is below the scale's range.</summary>
    Underload,
}
