namespace StationAgent.Contracts.Grading;

/// <summary>How a grade came to the device.</summary>
internal enum GradedBy
{
    /// <summary>By <c>cmd/grade</c>.</summary>
    Command,

    /// <summary>By a key at the station, which grades the newest drop-off.</summary>
    Key,

    /// <summary>By a key at the station while the piece was on the platform once more and was found by its mass.</summary>
    SecondPass,

    /// <summary>By <c>station-agent events grade</c> on the device.</summary>
    Console,
}
