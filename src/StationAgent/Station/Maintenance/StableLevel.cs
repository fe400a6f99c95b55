namespace StationAgent.Station.Maintenance;

/// <summary>The level of a contact that bounces: it counts once it has been the same for a time.</summary>
/// <param name="stableFor">For how long.</param>
internal sealed class StableLevel(TimeSpan stableFor)
{
    private bool _newest;
    private TimeSpan? _since;

    /// <summary>The level that counts; null before the first.</summary>
    public bool? Value { get; private set; }

    /// <summary>Takes a reading.</summary>
    /// <param name="isOn">The level.</param>
    /// <param name="at">Time since boot.</param>
    /// <returns>True when another level counts from now on, or the first one does.</returns>
    public bool Take(bool isOn, TimeSpan at)
    {
        if (_since is not { } since || isOn != _newest)
        {
            (_newest, _since) = (isOn, at);
            return false;
        }

        if (Value == isOn || at - since < stableFor)
        {
            return false;
        }

        Value = isOn;
        return true;
    }
}
