namespace StationAgent.Weighing;

/// <content>The ways back from readings that cannot be trusted to readings that can.</content>
internal sealed partial class LoadTracker
{
    private StationSignal.FaultRaised? Unusable(in ScaleSample sample)
    {
        if (++_unusable < _options.UnusableSamples || AreReadingsLost)
        {
            return null;
        }

        _stabiliser.Restart();
        return Lost(
            _last ?? TimeSpan.Zero,
            ReadingsFault.Unusable,
            double.IsFinite(sample.Gross.Value)
                ? $"{_unusable} samples in a row had a time that did not advance"
                : $"{_unusable} samples in a row were not numbers");
    }

    private StationSignal.FaultRaised Lost(TimeSpan at, ReadingsFault fault, string detail)
    {
        _fault = fault;
        return new StationSignal.FaultRaised(at, StationFault.Scale, detail);
    }

    private StationSignal.FaultCleared? Recover(TimeSpan at, StabiliserReport report) => _fault switch
    {
        ReadingsFault.Stuck => _stuck.IsStuck ? null : ReportFromNextRest(at),
        ReadingsFault.Drifted => IsBackAtItsOwnZero(report) ? StartOver(at) : null,
        _ => report.News == StabiliserNews.Settled || _stabiliser.RestingSince is not null ? null : Restored(at),
    };

    /// <summary>True when the load that was taken for drift is gone, as after cleaning.</summary>
    private bool IsBackAtItsOwnZero(StabiliserReport report) =>
        report.News == StabiliserNews.Settled && _zero.IsNearItsOwn(report.Load.Mass.Value);

    private StationSignal.FaultCleared StartOver(TimeSpan at)
    {
        _zero.Move(-_zero.Offset);
        _reported = null;
        return ReportFromNextRest(at);
    }

    private StationSignal.FaultCleared ReportFromNextRest(TimeSpan at)
    {
        _stabiliser.Restart();
        return Restored(at);
    }

    private StationSignal.FaultCleared Restored(TimeSpan at)
    {
        _fault = ReadingsFault.None;
        return new StationSignal.FaultCleared(at, StationFault.Scale);
    }
}
