namespace StationAgent.Clock;

/// <summary>Notices when the wall clock is first set in a boot, which has to be told once. Reads no clock itself.</summary>
/// <param name="toldBootId">The boot for which it was told already, by an earlier run of the agent; null for none.</param>
internal sealed class ClockWatch(string? toldBootId)
{
    private string? _toldBootId = toldBootId;
    private ClockFacts? _unset;

    /// <summary>Looks at the clocks.</summary>
    /// <returns>What has to be told; the same again until <see cref="Told"/>. Null when there is nothing to tell.</returns>
    public ClockCorrection? Look(ClockFacts now)
    {
        if (_toldBootId == now.BootId)
        {
            return null;
        }

        switch (now.Quality)
        {
            case ClockQuality.Synchronised:
                return new ClockCorrection(now, _unset is { } unset ? (now.BootedAt - unset.BootedAt).TotalSeconds : null);
            case ClockQuality.Unsynchronised:
                _unset = now;
                return null;
            default:
                return null;
        }
    }

    /// <summary>It is stored; nothing more is told about this boot.</summary>
    public void Told(string bootId) => _toldBootId = bootId;
}
