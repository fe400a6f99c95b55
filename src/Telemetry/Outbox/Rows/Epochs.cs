using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>The epochs in which the store has given numbers; all but the last belong to salvaged rows.</summary>
internal sealed class Epochs
{
    public const int NameLength = 16;

    private readonly Epoch[] _all;

    public Epochs(IEnumerable<Epoch> all) => _all = [.. all.OrderBy(epoch => epoch.First)];

    public IReadOnlyList<Epoch> All => _all;

    public string Current => _all[^1].Name;

    /// <summary>The first number of the present epoch.</summary>
    public long CurrentFirst => _all[^1].First;

    /// <summary>Loads the epochs of a file.</summary>
    /// <exception cref="StoreDamageException">There is no epoch, or one is damaged.</exception>
    public static Epochs Load(SqliteConnection connection)
    {
        var all = new List<Epoch>();
        var altered = Read(connection, all);
        return altered
            ? throw new StoreDamageException("the record of its epoch was altered")
            : all.Count > 0
                ? new Epochs(all)
                : throw new StoreDamageException("the record of its epoch is missing");
    }

    /// <summary>Adds the epochs whose seal is correct.</summary>
    /// <returns>True when there was one whose seal is wrong.</returns>
    /// <exception cref="SqliteException">The table cannot be read, or not to its end.</exception>
    public static bool Read(SqliteConnection connection, List<Epoch> found)
    {
        var altered = false;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT first, name, seal FROM epoch ORDER BY first";
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (NullableCells.Number(row, 0) is { } first
                && NullableCells.Text(row, 1) is { Length: NameLength } name
                && Seal.OfPair(first.ToString(CultureInfo.InvariantCulture), name) == NullableCells.Number(row, 2))
            {
                found.Add(new Epoch(first, name));
            }
            else
            {
                altered = true;
            }
        }

        return altered;
    }

    public static void Insert(SqliteConnection connection, Epoch epoch)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO epoch (first, name, seal) VALUES ($first, $name, $seal)";
        command.Parameters.AddWithValue("$first", epoch.First);
        command.Parameters.AddWithValue("$name", epoch.Name);
        command.Parameters.AddWithValue("$seal", Seal.OfPair(epoch.First.ToString(CultureInfo.InvariantCulture), epoch.Name));
        command.ExecuteNonQuery();
    }

    public static string NewName() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameLength / 2));

    /// <summary>
    /// The name for the numbers that one run of the program has given in an epoch, when other numbers than those were told under the epoch's own name. The
    /// same in every copy of the store.
    /// </summary>
    public static string NameOfRun(string storeEpoch, string run) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{storeEpoch} {run}")).AsSpan(0, NameLength / 2));

    public EventId Name(long sequence)
    {
        var i = _all.Length - 1;
        while (i > 0 && _all[i].First > sequence)
        {
            i--;
        }

        return new EventId(_all[i].Name, sequence);
    }

    /// <summary>Returns the epochs with one more, the present one from now on.</summary>
    public Epochs With(Epoch next) => new([.. _all, next]);

    /// <summary>The last number that belongs to an epoch.</summary>
    /// <param name="index">The place of the epoch in <see cref="All"/>.</param>
    /// <param name="last">The last number given.</param>
    public long LastOf(int index, long last) => index + 1 < _all.Length ? _all[index + 1].First - 1 : last;

    public bool Knows(string name)
    {
        foreach (var epoch in _all)
        {
            if (epoch.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the number of an id was given in the epoch of that id.</summary>
    public bool Gave(EventId id) => Name(id.Sequence).StoreEpoch == id.StoreEpoch;
}
