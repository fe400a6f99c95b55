using System.Globalization;
using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>
/// What is remembered about events: see <see cref="EventRemark"/>. Each is a small value whose key begins with the number of its event, so that the remarks about
/// an event are next to each other and need no other index. They are not kept in memory.
/// </summary>
internal sealed class Remarks : IDisposable
{
    /// <summary>The condition by which all small values but remarks are read.</summary>
    public const string AreOthers = $"key NOT BETWEEN '{From}' AND '{To}'";

    /// <summary>Removes the remarks about events that are not there.</summary>
    public const string DropLoose =
        $"DELETE FROM pair WHERE key BETWEEN '{From}' AND '{To}' AND NOT EXISTS (SELECT 1 FROM event e WHERE e.sequence = CAST(substr(key, 4, 20) AS INTEGER))";

    /// <summary>The start of every key; ';' follows ':' in the order of keys.</summary>
    private const string From = "of:";
    private const string To = "of;";

    private readonly SqliteCommand _get;
    private readonly SqliteCommand _set;
    private readonly SqliteCommand _remove;

    public Remarks(SqliteConnection connection)
    {
        _get = With(new SqliteCommand("SELECT value, seal FROM pair WHERE key = $key", connection), "$key");
        _set = With(
            new SqliteCommand(
                """
                INSERT INTO pair (key, value, seal) SELECT $key, $value, $seal WHERE EXISTS (SELECT 1 FROM event WHERE sequence = $sequence)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value, seal = excluded.seal
                """,
                connection),
            "$key", "$value", "$seal", "$sequence");
        _remove = With(new SqliteCommand("DELETE FROM pair WHERE key > $from AND key < $to", connection), "$from", "$to");
    }

    /// <summary>Finds a remark; null for none, and for one that was altered.</summary>
    public string? Get(long sequence, string name)
    {
        var key = KeyOf(sequence) + name;
        _get.Parameters[0].Value = key;
        using var row = _get.ExecuteReader();
        return row.Read() && NullableCells.Text(row, 0) is { } text && Seal.OfPair(key, text) == NullableCells.Number(row, 1) ? text : null;
    }

    /// <summary>Stores a remark; does nothing when its event is not there.</summary>
    public void Set(long sequence, string name, string text)
    {
        var key = KeyOf(sequence) + name;
        var p = _set.Parameters;
        p[0].Value = key;
        p[1].Value = text;
        p[2].Value = Seal.OfPair(key, text);
        p[3].Value = sequence;
        _set.ExecuteNonQuery();
    }

    /// <summary>Removes all remarks about an event.</summary>
    public void Remove(long sequence)
    {
        var key = KeyOf(sequence);
        _remove.Parameters[0].Value = key;
        _remove.Parameters[1].Value = key[..^1] + ';';
        _remove.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _get.Dispose();
        _set.Dispose();
        _remove.Dispose();
    }

    private static string KeyOf(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{From}{sequence:D20}:");

    private static SqliteCommand With(SqliteCommand command, params ReadOnlySpan<string> parameters)
    {
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter(parameter, null));
        }

        return command;
    }
}
