using System.Globalization;
using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Rows;
using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Recovery;

/// <summary>Settles what became of a commit that ended in an error, when the store has been opened again.</summary>
internal sealed class UncertainCommits(string file, OutboxOptions options, Ledger ledger)
{
    private readonly Dictionary<EventId, long> _uncertain = [];
    private readonly HashSet<EventId> _found = [];
    private List<AppendedRow> _answers = [];

    /// <summary>Events whose commit ended in an error and that nobody has looked for yet.</summary>
    public IReadOnlySet<EventId> Uncertain => _uncertain.Keys.ToHashSet();

    /// <summary>Those that the last successful <see cref="Settle"/> found on disk.</summary>
    public IReadOnlySet<EventId> Found => _found;

    public void Remember(IReadOnlyList<AppendedRow> rows)
    {
        foreach (var row in rows)
        {
            _uncertain[row.Id] = row.Seal;
        }
    }

    /// <summary>Carries the log over, looks for the uncertain events, takes back those that are there, and syncs a fresh write.</summary>
    /// <param name="session">Just opened.</param>
    /// <param name="noted">What the note beside the file says, if there is one.</param>
    /// <param name="nowMs">Wall time in milliseconds.</param>
    /// <param name="ageMs">Running time of the store in milliseconds.</param>
    /// <param name="free">
    /// The room on the disk in bytes when nothing but room was missing: then the log is sound and may stay where it is. Null when it must be
    /// carried over.
    /// </param>
    /// <exception cref="SqliteException">The disk still fails.</exception>
    /// <exception cref="OutboxException">The store cannot be used.</exception>
    public void Settle(StoreSession session, NotedFigures? noted, long nowMs, long ageMs, long? free = null)
    {
        // After a failed sync the kernel may hold pages that are not on disk and call them clean. Copying the log into the file writes
        // them anew, so that what is read from here on is also what a power cut leaves.
        if (!(free is { } room ? session.SpareRoom(room) : session.Checkpoint()))
        {
            throw new OutboxException(OutboxFailure.Locked, $"The store '{file}' cannot be reopened while another program reads it.");
        }

        ledger.Load(session.Connection, session.Epochs, noted);
        var present = _uncertain.Where(row => IsPresent(session, row.Key, row.Value)).Select(row => row.Key).ToList();
        var answered = _answers.Count > 0 && _answers.TrueForAll(row => IsPresent(session, row.Id, row.Seal));
        var batch = new WriteBatch(session, options, ledger, nowMs, ageMs);
        session.Begin();
        if (!answered)
        {
            TakeBack(session, batch, present);
            _answers = [.. batch.Appended];
        }

        var probe = long.TryParse(ledger.Pair(PairKeys.Probe), out var number) ? number + 1 : 1;
        batch.SetPair(PairKeys.Probe, probe.ToString(CultureInfo.InvariantCulture));
        session.Commit();
        ledger.Apply(batch.Figures, batch.Pairs, batch.WrittenMarks);
        _found.Clear();
        _found.UnionWith(present);
        _uncertain.Clear();
        _answers = [];
    }

    private void TakeBack(StoreSession session, WriteBatch batch, List<EventId> present)
    {
        foreach (var id in present)
        {
            if (options.Compensate is { } compensate
                && Find(session, id.Sequence) is { } stored
                && compensate(stored) is { } answer)
            {
                batch.Append(answer);
            }
        }
    }

    private static bool IsPresent(StoreSession session, EventId id, long seal)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM event WHERE sequence = $sequence AND seal = $seal";
        command.Parameters.AddWithValue("$sequence", id.Sequence);
        command.Parameters.AddWithValue("$seal", seal);
        return command.ExecuteScalar() is > 0L;
    }

    private static StoredEvent? Find(StoreSession session, long sequence)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = $"SELECT {EventRow.Columns} {EventRow.From} WHERE e.sequence = $sequence";
        command.Parameters.AddWithValue("$sequence", sequence);
        using var row = command.ExecuteReader();
        return row.Read() ? EventRow.Read(row, session.Epochs, out _) : null;
    }
}
