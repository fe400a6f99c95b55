namespace StationAgent.Station;

/// <summary>A loop that shows that it is turning.</summary>
internal interface ILoopProgress
{
    /// <summary>What a person calls this loop in a message.</summary>
    string Name { get; }

    /// <summary>How often it has turned; read from other threads. A healthy loop turns at least once a second, also when nothing happens.</summary>
    long Turns { get; }
}
