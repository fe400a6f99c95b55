namespace StationAgent.Weighing;

/// <summary>Why readings cannot be trusted. Each has its own way back.</summary>
internal enum ReadingsFault
{
    /// <summary>They can.</summary>
    None,

    /// <summary>No numbers, or times that do not advance.</summary>
    Unusable,

    /// <summary>The platform is lifted or missing.</summary>
    Lifted,

    /// <summary>The zero has gone as far as it may.</summary>
    Drifted,

    /// <summary>The scale repeats itself.</summary>
    Stuck,
}
