using System.Globalization;
using StationAgent.Telemetry.Outbox.Limits;
using StationAgent.Telemetry.Outbox.Rows;
using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Writing;

/// <summary>
/// What is done now and then: delivered rows go when they have been kept long enough, undelivered ones when they are older than is of use.
/// All of it is counted in running time of the store. Used by the writer's thread alone.
/// </summary>
internal sealed class Maintenance(OutboxOptions options)
{
    // Rows that go in one transaction, and rows that are looked at for them; an append never waits long.
    private const int Step = 256;
    private const int MarksScanned = 4096;
    private const int RowsScanned = 1024;

    // Undelivered rows go by the hour, so that an outage without end costs a gap an hour and not one for each drop-off.
    private static readonly long TickMs = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    private long _deliveredFrom;
    private long _undeliveredFrom;

    /// <summary>Does one step.</summary>
    /// <returns>True when the next step has work at once.</returns>
    public bool Turn(WriteBatch batch)
    {
        batch.WriteMarks();
        var more = LetDeliveredGo(batch);
        if (options.MaximumAge > TimeSpan.Zero)
        {
            more |= LetUndeliveredGo(batch);
        }

        batch.SetPair(PairKeys.Age, batch.AgeMs.ToString(CultureInfo.InvariantCulture));
        return more;
    }

    private bool LetDeliveredGo(WriteBatch batch)
    {
        var keptSince = batch.AgeMs - (long)options.RetainDelivered.TotalMilliseconds;
        var rows = batch.Rows.DeliveredBy(_deliveredFrom, batch.Figures.Last, keptSince, MarksScanned, Step, out _deliveredFrom);
        batch.Remove(rows);
        return rows.Count > 0 && _deliveredFrom > 0;
    }

    private bool LetUndeliveredGo(WriteBatch batch)
    {
        var oldest = batch.AgeMs - (long)options.MaximumAge.TotalMilliseconds;
        var (alarms, dropOffs) = batch.Rows.UndeliveredBy(
            _undeliveredFrom, batch.Figures.Last, oldest - (oldest % TickMs), batch.AgeMs, RowsScanned, Step, out _undeliveredFrom);
        batch.Evict(alarms);

        // Who cannot tell of a loss must not cause one.
        if (options.Gap is not null && dropOffs.Count > 0)
        {
            var days = options.MaximumAge.TotalDays.ToString("0.##", CultureInfo.InvariantCulture);
            Eviction.LetGo(batch, dropOffs, $"they had waited for {days} days.");
        }

        return alarms.Count + dropOffs.Count > 0 && _undeliveredFrom > 0;
    }
}
