using System.Globalization;
using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Limits;

/// <summary>
/// What goes when the store is at a limit, one step at a time: delivered rows, alarms, drop-offs set aside, undelivered drop-offs; oldest
/// first. Drop-offs are worth money and go only together with a gap event that names them.
/// </summary>
internal static class Eviction
{
    /// <summary>Free pages that one transaction of marks may need, those of its index included.</summary>
    public const int PagesForMarks = 32;

    // Rows that cost nobody anything go in steps that are small, so that an append never waits long.
    private const int Step = 64;

    // Drop-offs go in larger ones, so that their gaps, which stay, cannot fill the store: one row in 256.
    private const int DropOffStep = 256;

    // A small store must not lose most of what it holds at once.
    private const int ShareOfLimit = 16;

    /// <summary>Lets one step go.</summary>
    /// <returns>False when nothing is left that may go.</returns>
    public static bool MakeRoom(WriteBatch batch, OutboxOptions options)
    {
        var rows = batch.Rows;
        var last = batch.Figures.Last;
        var delivered = Delivered(batch);
        if (delivered.Count > 0)
        {
            batch.Remove(delivered);
            return true;
        }

        var alarms = rows.Alarms(last, Step);
        if (alarms.Count > 0)
        {
            batch.Evict(alarms);
            return true;
        }

        // Who cannot tell of a loss must not cause one.
        return options.Gap is not null && LetDropOffsGo(batch, options);
    }

    /// <summary>One step of delivered rows.</summary>
    public static List<RemovableRow> Delivered(WriteBatch batch) => batch.Rows.Delivered(batch.Figures.Last, Step);

    /// <summary>Lets drop-offs go and tells of them, by one gap for each epoch among them.</summary>
    /// <param name="batch">The transaction.</param>
    /// <param name="rows">In number order.</param>
    /// <param name="why">Ends the sentence "12 undelivered drop-offs between the numbers 7 and 20 were let go: …".</param>
    public static void LetGo(WriteBatch batch, List<RemovableRow> rows, string why)
    {
        batch.Evict(rows);
        for (var start = 0; start < rows.Count;)
        {
            var first = batch.Name(rows[start].Sequence);
            var end = start + 1;
            while (end < rows.Count && string.Equals(batch.Name(rows[end].Sequence).StoreEpoch, first.StoreEpoch, StringComparison.Ordinal))
            {
                end++;
            }

            var to = rows[end - 1].Sequence;
            batch.TellOfLoss(new StoreGap(GapCause.Evicted, first.StoreEpoch, first.Sequence, to, string.Create(
                CultureInfo.InvariantCulture, $"{end - start} undelivered drop-offs between the numbers {first.Sequence} and {to} were let go: {why}")));
            start = end;
        }
    }

    private static bool LetDropOffsGo(WriteBatch batch, OutboxOptions options)
    {
        var rows = batch.Rows;
        var figures = batch.Figures;
        var limit = (int)Math.Clamp(options.MaximumEvents / ShareOfLimit, 2, DropOffStep);
        var going = figures.SetAside > 0 ? rows.SetAsideDropOffs(figures.Last, limit) : [];
        going.AddRange(rows.PendingDropOffs(figures.Floor, figures.Last, limit - going.Count));
        Shorten(going, options.MaximumBytes / ShareOfLimit);

        // The gap takes a row itself: letting a single one go would gain nothing.
        if (going.Count < 2)
        {
            return false;
        }

        going.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        LetGo(batch, going, "the store was at its limit.");
        return true;
    }

    private static void Shorten(List<RemovableRow> rows, long bytes)
    {
        var count = 0;
        for (var taken = 0L; count < rows.Count && (taken < bytes || count < 2); count++)
        {
            taken += rows[count].Bytes;
        }

        rows.RemoveRange(count, rows.Count - count);
    }
}
