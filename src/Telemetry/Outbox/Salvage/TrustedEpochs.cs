using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>Decides in which epochs the rows of a damaged store are trusted.</summary>
internal static class TrustedEpochs
{
    /// <summary>
    /// Joins the epochs known from elsewhere with those of the view. A view that has none of the known ones belongs to another store.
    /// </summary>
    /// <returns>Null when the view belongs to another store, or no epoch is known.</returns>
    public static Epochs? Choose(SqliteConnection view, Epochs? known)
    {
        var found = new List<Epoch>();
        try
        {
            Epochs.Read(view, found);
        }
        catch (SqliteException exception) when (SqliteFailures.IsDamage(exception) || SqliteFailures.IsConfused(exception))
        {
            // The epochs read before the damage are used.
        }

        if (known is null)
        {
            return found.Count > 0 ? new Epochs(found) : null;
        }

        return found.Count == 0 || !found.Exists(known.All.Contains)
            ? found.Count == 0 ? known : null
            : new Epochs(found.UnionBy(known.All, static epoch => epoch.First));
    }
}
