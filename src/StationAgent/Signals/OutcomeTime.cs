namespace StationAgent.Signals;

/// <summary>How long lamps and display show an outcome: default and limits of the keys <c>OutcomeFor</c>.</summary>
internal static class OutcomeTime
{
    /// <summary>The default, which is also the default length of the withdrawal window.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(5);

    /// <summary>The shortest time.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The longest time.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
}
