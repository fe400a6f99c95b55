using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station.Recording;

/// <summary>Finds an accepted drop-off in the store whose withdrawal window was not watched to its end.</summary>
internal static class UnsettledDropOff
{
    /// <summary>
    /// Between an accepted drop-off and a restart there are at most its amendment and some alarms; a refused drop-off comes only after the window.
    /// </summary>
    private const int LookBack = 1_000;

    /// <summary>Finds the amendment that this start owes; null for none.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="settledEventId">The last event whose window was watched to its end, from the note of that name; null for none.</param>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public static Amendment? Find(OutboxReader reader, string? settledEventId)
    {
        var amended = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stored in reader.List(new OutboxQuery { NewestFirst = true, Limit = LookBack }))
        {
            if (stored.Topic != Topics.DropOff || !ReceivedEvent.TryParse(stored.Payload.Span, out var read, out _))
            {
                continue;
            }

            if (read.Amends is { } amends)
            {
                amended.Add(amends);
            }
            else if (read.IsAcceptedDropOff)
            {
                var id = stored.Id.ToString();
                return Restart.AmendmentFor(id, isSettled: id == settledEventId || amended.Contains(id));
            }
        }

        return null;
    }
}
