namespace StationAgent.DropOff;

/// <summary>The looks at the pictures of a tray inside the withdrawal window: about one a second, and one after its end.</summary>
/// <param name="NextAt">When to look next.</param>
/// <param name="AskedAt">When the look was requested that is not answered yet; null when none is under way.</param>
/// <param name="LastAt">When the picture of the newest look came; null before the first.</param>
/// <param name="Others">The number of looks in a row that showed something else than the accepted piece.</param>
/// <param name="DoubtSince">
/// The load moved and came back to its level at this time: a picture from then on has to show the accepted piece. Null when that is not in doubt.
/// </param>
internal sealed record WindowLook(TimeSpan NextAt, TimeSpan? AskedAt = null, TimeSpan? LastAt = null, int Others = 0, TimeSpan? DoubtSince = null);
