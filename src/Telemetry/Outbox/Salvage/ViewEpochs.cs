using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>Under which names the rows of a damaged store are believed.</summary>
internal static class ViewEpochs
{
    /// <summary>What is known from elsewhere counts, together with what the view adds to it; a view without it is another store's.</summary>
    /// <returns>Null when the view is another store's, or gives no name at all.</returns>
    public static Epochs? Choose(SqliteConnection view, Epochs? known)
    {
        var found = new List<EpochStart>();
        try
        {
            Epochs.Read(view, found);
        }
        catch (SqliteException exception) when (SqliteFailures.IsDamage(exception) || SqliteFailures.IsConfused(exception))
        {
            // What was read before the damage counts.
        }

        if (known is null)
        {
            return found.Count > 0 ? new Epochs(found) : null;
        }

        return found.Count == 0 || !found.Exists(known.All.Contains)
            ? found.Count == 0 ? known : null
            : new Epochs(found.Union(known.All));
    }
}
