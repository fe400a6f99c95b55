namespace StationAgent.Weighing;

/// <summary>Why readings cannot be trusted. Each fault ends in its own way.</summary>
internal enum ReadingsFault
{
    /// <summary>They can be trusted.</summary>
    None,

    /// <summary>No numbers, or times that do not advance.</summary>
    Unusable,

    /// <summary>The platform is lifted or missing.</summary>
    Lifted,

    /// <summary>The zero has drifted to its limit.</summary>
    Drifted,

    /// <summary>The scale repeats itself.</summary>
    Stuck,
}
