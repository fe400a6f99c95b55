namespace StationAgent.DropOff;

/// <summary>The looks at the pictures of a tray inside the withdrawal window: about one a second, and one after its end.</summary>
/// <param name="NextAt">When to look next.</param>
internal sealed record WindowLook(TimeSpan NextAt)
{
    /// <summary>When the look was requested that is not answered yet; null when none is under way.</summary>
    public TimeSpan? AskedAt { get; init; }

    /// <summary>When the picture of the newest look came; null before the first.</summary>
    public TimeSpan? LastAt { get; init; }

    /// <summary>When the newest picture came that shows the accepted piece; null when that is none but those by which it was judged.</summary>
    public TimeSpan? ShownAt { get; init; }

    /// <summary>The number of looks in a row that did not show the accepted piece.</summary>
    public int Unclear { get; init; }

    /// <summary>The number of looks in a row that showed something else than the accepted piece.</summary>
    public int Others { get; init; }

    /// <summary>
    /// The load moved and came back to its level at this time: a picture from then on has to show the accepted piece. Null when that is not in doubt.
    /// </summary>
    public TimeSpan? DoubtSince { get; init; }

    /// <summary>The newest look at which the scale had repeated one reading for a while; null when it never did.</summary>
    public TimeSpan? RepeatedAt { get; init; }
}
