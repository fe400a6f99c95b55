using System.Globalization;
using StationAgent.Telemetry.Outbox.Rows;
using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Writing;

/// <summary>
/// Removes delivered rows that have been kept long enough, and undelivered rows that are too old. Ages are counted in running time of the store.
/// Used by the writer's thread only.
/// </summary>
internal sealed class Maintenance(OutboxOptions options)
{
    // The most rows to remove and to look at in one transaction, so that an append never waits long.
    private const int Step = 256;
    private const int MarksScanned = 4096;
    private const int RowsScanned = 1024;

    // Undelivered rows are removed by the hour, so that a permanent outage costs one gap an hour and not one for each drop-off.
    private static readonly long TickMs = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    private long _deliveredFrom;
    private long _undeliveredFrom;

    /// <summary>Does one step.</summary>
    /// <returns>True when there is more to remove at once.</returns>
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

        // Without a gap event consumers would never learn of the loss, so nothing is lost.
        if (options.Gap is not null && dropOffs.Count > 0)
        {
            var days = options.MaximumAge.TotalDays.ToString("0.##", CultureInfo.InvariantCulture);
            batch.EvictDropOffs(dropOffs, $"they had waited for {days} days.");
        }

        return alarms.Count + dropOffs.Count > 0 && _undeliveredFrom > 0;
    }
}
