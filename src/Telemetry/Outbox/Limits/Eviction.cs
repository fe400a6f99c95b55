using System.Globalization;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Limits;

/// <summary>
/// Decides what goes when the store is at a limit, one step at a time: delivered rows, alarms, drop-offs that were set aside, undelivered
/// drop-offs; oldest first. Drop-offs are worth money and go only together with a gap event that names them.
/// </summary>
internal static class Eviction
{
    /// <summary>The free pages that one transaction of marks may need, those of its index included.</summary>
    public const int PagesForMarks = 32;

    // Rows whose loss costs nothing go in small steps, so that an append never waits long.
    private const int Step = 64;

    // Drop-offs go in larger steps, so that their gaps, which stay, cannot fill the store: one row in 256.
    private const int DropOffStep = 256;

    // A small store must not lose most of what it holds at once.
    private const int ShareOfLimit = 16;

    /// <summary>Chooses the rows that go next.</summary>
    /// <returns>Null when nothing is left that may go.</returns>
    public static EvictionStep? Next(RemovableRows rows, in LedgerFigures figures, OutboxOptions options)
    {
        var delivered = Delivered(rows, figures);
        if (delivered.Count > 0)
        {
            return new EvictionStep(EvictionLoss.None, delivered);
        }

        var alarms = rows.Alarms(figures.Last, Step);
        if (alarms.Count > 0)
        {
            return new EvictionStep(EvictionLoss.Alarms, alarms);
        }

        // Without a gap event consumers would never learn of the loss, so nothing is lost.
        return options.Gap is not null && DropOffs(rows, figures, options) is { } dropOffs
            ? new EvictionStep(EvictionLoss.DropOffs, dropOffs)
            : null;
    }

    /// <summary>Chooses one step of delivered rows.</summary>
    public static List<RemovableRow> Delivered(RemovableRows rows, in LedgerFigures figures) => rows.Delivered(figures.Last, Step);

    /// <summary>Describes the loss of drop-offs by one gap for each epoch among them.</summary>
    /// <param name="epochs">The names of the numbers.</param>
    /// <param name="rows">The drop-offs in number order.</param>
    /// <param name="why">Ends the sentence "12 undelivered drop-offs between the numbers 7 and 20 were let go: …".</param>
    public static IEnumerable<StoreGap> Gaps(Epochs epochs, List<RemovableRow> rows, string why)
    {
        for (var start = 0; start < rows.Count;)
        {
            var first = epochs.Name(rows[start].Sequence);
            var end = start + 1;
            while (end < rows.Count && string.Equals(epochs.Name(rows[end].Sequence).StoreEpoch, first.StoreEpoch, StringComparison.Ordinal))
            {
                end++;
            }

            var to = rows[end - 1].Sequence;
            yield return new StoreGap(GapCause.Evicted, first.StoreEpoch, first.Sequence, to, string.Create(
                CultureInfo.InvariantCulture, $"{end - start} undelivered drop-offs between the numbers {first.Sequence} and {to} were let go: {why}"));
            start = end;
        }
    }

    private static List<RemovableRow>? DropOffs(RemovableRows rows, in LedgerFigures figures, OutboxOptions options)
    {
        var limit = (int)Math.Clamp(options.MaximumEvents / ShareOfLimit, 2, DropOffStep);
        var going = figures.SetAside > 0 ? rows.SetAsideDropOffs(figures.Last, limit) : [];
        going.AddRange(rows.PendingDropOffs(figures.Floor, figures.Last, limit - going.Count));
        Shorten(going, options.MaximumBytes / ShareOfLimit);

        // The gap takes a row itself: removing a single drop-off would gain nothing.
        if (going.Count < 2)
        {
            return null;
        }

        going.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        return going;
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
