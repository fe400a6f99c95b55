namespace StationAgent.DropOff;

/// <summary>
/// By how much the pictures are behind the scale, from the newest pieces: each piece gives one estimate, the time from the change of the load to the change of the
/// picture. The largest of the newest estimates counts, because a picture may also change early: a hand, or the piece before.
/// </summary>
/// <param name="Newest">The newest estimate.</param>
/// <param name="Second">The one before it.</param>
/// <param name="Third">The one before that.</param>
internal readonly record struct CameraDelay(TimeSpan Newest, TimeSpan Second, TimeSpan Third)
{
    /// <summary>The delay to reckon with; zero when the pictures are in time.</summary>
    public TimeSpan Largest => TimeSpan.FromTicks(Math.Max(Newest.Ticks, Math.Max(Second.Ticks, Third.Ticks)));

    /// <summary>Adds an estimate and drops the oldest.</summary>
    public CameraDelay With(TimeSpan estimate) => new(estimate, Newest, Second);
}
