using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>The definitions of a file's tables and indexes, as SQLite keeps them.</summary>
internal sealed class SchemaTexts
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public static SchemaTexts Of(SqliteConnection connection)
    {
        var found = new SchemaTexts();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL";
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (NullableCells.Text(row, 0) is { } name && NullableCells.Text(row, 1) is { } text)
            {
                found._texts[name] = text;
            }
        }

        return found;
    }

    /// <summary>
    /// The highest version of which all definitions exist; 0 for none. There may be more definitions: a person may add an index.
    /// </summary>
    public int VersionAmong(IReadOnlyList<string> steps)
    {
        var version = 0;
        ForEachVersion(steps, (number, expected) => version = expected._texts.All(IsHere) ? number : version);
        return version;
    }

    /// <summary>True when the file has the definitions of one version of this program and no others.</summary>
    public bool IsExactly(int version, IReadOnlyList<string> steps)
    {
        var exactly = false;
        ForEachVersion(steps, (number, expected) => exactly |= number == version && expected._texts.Count == _texts.Count);
        return exactly && VersionAmong(steps) >= version;
    }

    /// <summary>True when at least one definition belongs to a version of this program.</summary>
    public bool SharesTableWith(IReadOnlyList<string> steps)
    {
        var shares = false;
        ForEachVersion(steps, (_, expected) => shares |= expected._texts.Any(IsHere));
        return shares;
    }

    private bool IsHere(KeyValuePair<string, string> definition) => _texts.GetValueOrDefault(definition.Key) == definition.Value;

    private static void ForEachVersion(IReadOnlyList<string> steps, Action<int, SchemaTexts> action)
    {
        using var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        for (var step = 0; step < steps.Count; step++)
        {
            Schema.Execute(connection, steps[step]);
            action(step + 1, Of(connection));
        }
    }
}
