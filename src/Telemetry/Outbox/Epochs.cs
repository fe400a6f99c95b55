using System.Globalization;
using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox;

/// <summary>The names under which the store has given numbers; all but the last belong to salvaged rows.</summary>
internal sealed class Epochs
{
    private readonly (long First, string Name)[] _all;

    private Epochs((long First, string Name)[] all) => _all = all;

    public string Current => _all[^1].Name;

    /// <exception cref="OutboxException">None is there, or one is damaged.</exception>
    public static Epochs Load(SqliteConnection connection, string path)
    {
        var all = new List<(long, string)>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT first, name, seal FROM epoch ORDER BY first";
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var (first, name) = (row.GetInt64(0), row.GetString(1));
            if (Seal.OfPair(first.ToString(CultureInfo.InvariantCulture), name) != row.GetInt64(2))
            {
                throw new OutboxException(OutboxFailure.Corrupt, $"The store '{path}' is damaged: the record of its epoch was altered.");
            }

            all.Add((first, name));
        }

        return all.Count > 0
            ? new Epochs([.. all])
            : throw new OutboxException(OutboxFailure.Corrupt, $"The store '{path}' is damaged: the record of its epoch is missing.");
    }

    public EventId Name(long sequence)
    {
        var i = _all.Length - 1;
        while (i > 0 && _all[i].First > sequence)
        {
            i--;
        }

        return new EventId(_all[i].Name, sequence);
    }
}
