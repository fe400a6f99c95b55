namespace StationAgent.Clock;

/// <summary>Notices when the wall clock is first set in a boot, which has to be reported once. It does not read a clock itself.</summary>
/// <param name="reportedBootId">The boot for which it was already reported by an earlier run of the agent; null for none.</param>
internal sealed class ClockWatch(string? reportedBootId)
{
    private string? _reportedBootId = reportedBootId;
    private ClockFacts? _unset;

    /// <summary>Checks the clocks.</summary>
    /// <returns>What has to be reported, until <see cref="MarkReported"/> is called; null when there is nothing to report.</returns>
    public ClockCorrection? Look(ClockFacts now)
    {
        if (_reportedBootId == now.BootId)
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

    /// <summary>Records that the correction is stored, so that nothing more is reported about this boot.</summary>
    public void MarkReported(string bootId) => _reportedBootId = bootId;
}
