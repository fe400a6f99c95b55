namespace StationAgent.Scale;

/// <summary>Which weight a line states.</summary>
internal enum WeightKind
{
    /// <summary>The line does not say.</summary>
    Unknown,

    /// <summary>All that is on the platform.</summary>
    Gross,

    /// <summary>What is on the platform less a tare.</summary>
    Net,

    /// <summary>The tare itself: not a mass that is on the platform.</summary>
    Tare,
}
