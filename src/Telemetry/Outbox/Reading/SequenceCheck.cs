using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Bookkeeping;

namespace StationAgent.Telemetry.Outbox.Reading;

/// <summary>
/// Detects missing and misplaced numbers among the rows that are read, because SQLite does not notice when a damaged page hides rows.
/// </summary>
internal sealed class SequenceCheck(string file, Ledger ledger)
{
    /// <summary>
    /// Checks that numbers are in order, because SQLite trusts its own order. A number out of order is wrong; treated as a damaged row it could
    /// not be marked and would be read again forever.
    /// </summary>
    /// <exception cref="OutboxException">The number is out of order.</exception>
    public void CheckOrder(long sequence, long next)
    {
        if (sequence < next)
        {
            throw new OutboxException(
                OutboxFailure.Corrupt, $"The store '{file}' is damaged: number {sequence} is where {next} or a later one should be.");
        }
    }

    /// <summary>Checks that all skipped numbers have a mark or were removed. Otherwise hidden rows would be lost silently.</summary>
    /// <exception cref="OutboxException">Some have neither.</exception>
    public void CheckSkipped(SqliteConnection connection, long from, long to)
    {
        // Numbers below the first row may have been removed meanwhile; the floor is then above them.
        from = Math.Max(from, ledger.Figures.Floor + 1);
        if (from > to)
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT (SELECT count(*) FROM mark WHERE sequence BETWEEN $from AND $to)
                + (SELECT coalesce(sum(min(last, $to) - max(first, $from) + 1), 0) FROM removed WHERE last >= $from
                   AND first BETWEEN (SELECT coalesce(max(first), $from) FROM removed WHERE first <= $from) AND $to)
            """;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        var accounted = command.ExecuteScalar() is long count ? count : 0;
        if (accounted < to - from + 1)
        {
            throw new OutboxException(
                OutboxFailure.Corrupt, $"The store '{file}' is damaged: of the numbers {from} to {to} some have no event and were not removed.");
        }
    }
}
