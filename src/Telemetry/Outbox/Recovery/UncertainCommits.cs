using System.Globalization;
using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Rows;
using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Recovery;

/// <summary>Finds out, when the store has been opened again, what a commit that ended in an error left on disk.</summary>
internal sealed class UncertainCommits(string file, OutboxOptions options, Ledger ledger)
{
    private readonly Dictionary<EventId, long> _uncertain = [];
    private readonly HashSet<EventId> _found = [];
    private List<AppendedRow> _answers = [];

    /// <summary>Events whose commit ended in an error and that have not been searched for on disk yet.</summary>
    public IReadOnlySet<EventId> Uncertain => _uncertain.Keys.ToHashSet();

    /// <summary>The events that the last successful <see cref="Settle"/> found on disk.</summary>
    public IReadOnlySet<EventId> Found => _found;

    public void Remember(IReadOnlyList<AppendedRow> rows)
    {
        foreach (var row in rows)
        {
            _uncertain[row.Id] = row.Seal;
        }
    }

    /// <summary>
    /// Copies the WAL into the file, searches for the uncertain events, takes back those that are found, and syncs a new write.
    /// </summary>
    /// <param name="session">A session that was just opened.</param>
    /// <param name="noted">The content of the note beside the file, if there is one.</param>
    /// <param name="nowMs">Wall time in milliseconds.</param>
    /// <param name="ageMs">Running time of the store in milliseconds.</param>
    /// <param name="free">
    /// The room on the disk in bytes when only room was missing: then the WAL is sound and may stay. Null when the WAL must be copied into the
    /// file.
    /// </param>
    /// <exception cref="SqliteException">The disk still fails.</exception>
    /// <exception cref="OutboxException">The store cannot be used.</exception>
    public void Settle(WriteSession session, NotedFigures? noted, long nowMs, long ageMs, long? free = null)
    {
        // After a failed sync the kernel may treat pages as clean that are not on disk. Copying the WAL into the file writes them again,
        // so that
        // what is read from here on also survives a power cut.
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
        ledger.Apply(batch.Figures, batch.Pairs, batch.WrittenMarks, session.Epochs);
        _found.Clear();
        _found.UnionWith(present);
        _uncertain.Clear();
        _answers = [];
    }

    private void TakeBack(WriteSession session, WriteBatch batch, List<EventId> present)
    {
        foreach (var id in present)
        {
            if (options.Compensate is { } compensate
                && session.Find(id.Sequence) is { } stored
                && compensate(stored) is { } answer)
            {
                batch.Append(answer);
            }
        }
    }

    private static bool IsPresent(WriteSession session, EventId id, long seal)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM event WHERE sequence = $sequence AND seal = $seal";
        command.Parameters.AddWithValue("$sequence", id.Sequence);
        command.Parameters.AddWithValue("$seal", seal);
        return command.ExecuteScalar() is > 0L;
    }
}
