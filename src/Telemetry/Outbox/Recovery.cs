using System.Globalization;
using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox;

/// <summary>Opens the store again after an error and settles what became of a commit that ended in one.</summary>
internal sealed class Recovery(string file, OutboxOptions options, Ledger ledger)
{
    private readonly Dictionary<EventId, long> _uncertain = [];
    private readonly HashSet<EventId> _found = [];
    private List<AppendedRow> _answers = [];

    /// <summary>Events whose commit ended in an error and that nobody has looked for yet.</summary>
    public IReadOnlySet<EventId> Uncertain => _uncertain.Keys.ToHashSet();

    /// <summary>Those that the last successful <see cref="Open"/> found on disk.</summary>
    public IReadOnlySet<EventId> Found => _found;

    public void Remember(IReadOnlyList<AppendedRow> rows)
    {
        foreach (var row in rows)
        {
            _uncertain[row.Id] = row.Seal;
        }
    }

    /// <summary>
    /// Opens, carries the log over, looks for the uncertain events, takes back those that are there, and syncs a fresh write.
    /// </summary>
    /// <exception cref="SqliteException">The disk still fails.</exception>
    /// <exception cref="OutboxException">The store cannot be used.</exception>
    public StoreSession Open(long nowMs, long ageMs)
    {
        var session = new StoreSession(file);
        try
        {
            // After a failed sync the kernel may hold pages that are not on disk and call them clean. Copying the log into the file writes
            // them anew, so that what is read from here on is also what a power cut leaves.
            if (!session.Checkpoint())
            {
                throw new OutboxException(OutboxFailure.Locked, $"The store '{file}' cannot be reopened while another program reads it.");
            }

            ledger.Load(session.Connection, session.Epochs);
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
            ledger.Apply(batch);
            _found.Clear();
            _found.UnionWith(present);
            _uncertain.Clear();
            _answers = [];
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
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
