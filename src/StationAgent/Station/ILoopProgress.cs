namespace StationAgent.Station;

/// <summary>A loop whose progress can be watched.</summary>
internal interface ILoopProgress
{
    /// <summary>The name of this loop in a message.</summary>
    string Name { get; }

    /// <summary>The number of turns so far; read from other threads. A healthy loop turns at least once a second, even when nothing happens.</summary>
    long Turns { get; }
}
