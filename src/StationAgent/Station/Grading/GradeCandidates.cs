using System.Text.Json;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;

namespace StationAgent.Station.Grading;

/// <summary>Finds the drop-offs in the store that a key at the station may mean: accepted, not taken back, not a test, and not graded.</summary>
/// <param name="outbox">The store.</param>
internal sealed class GradeCandidates(Outbox outbox)
{
    /// <summary>As many events as a busy station stores in a day.</summary>
    private const int LookBack = 8_000;

    private const int Page = 64;

    /// <summary>Finds the newest one; null when there is none.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public EventId? Newest() => NewestFirst().Select(static one => (EventId?)one.Stored.Id).FirstOrDefault();

    /// <summary>Finds those that weigh what was weighed now, within the tolerance of two weighings; at most two.</summary>
    /// <param name="mass">What was weighed.</param>
    /// <param name="rules">Have the tolerance.</param>
    /// <param name="since">Only those that were stored after this time, by the device's clock.</param>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public IReadOnlyList<EventId> WithMass(StableWeight mass, DropOffRules rules, DateTimeOffset since) =>
    [
        .. NewestFirst().TakeWhile(one => one.Stored.RecordedAt >= since).Where(one => Agrees(one.Read, mass, rules)).Take(2).Select(static one => one.Stored.Id),
    ];

    private static bool Agrees(ReceivedEvent dropOff, StableWeight mass, DropOffRules rules)
    {
        try
        {
            return dropOff.DropOff()?.Mass is { } before
                && Math.Abs(before.Grams - mass.Mass.Value)
                <= rules.Tolerance(mass.Mass, new Grams(Math.Sqrt((before.Uncertainty * before.Uncertainty) + (mass.Uncertainty.Value * mass.Uncertainty.Value)))).Value;
        }
        catch (JsonException)
        {
            // Another version of the program wrote it.
            return false;
        }
    }

    private IEnumerable<(StoredEvent Stored, ReceivedEvent Read)> NewestFirst()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var last = outbox.LastSequence;
        for (var to = last; to > 0 && to > last - LookBack; to -= Page)
        {
            foreach (var stored in outbox.ReadRange(Math.Max(1, to - Page + 1), to, Page).Reverse())
            {
                if (stored.Topic != Topics.DropOff || !ReceivedEvent.TryParse(stored.Payload.Span, out var read, out _))
                {
                    continue;
                }

                // What is said about a drop-off is stored after it.
                if ((read.Grades ?? (read.IsTakenBack ? read.Amends : null)) is { } other)
                {
                    done.Add(other);
                }
                else if (read is { IsAcceptedDropOff: true, IsTest: false } && !done.Contains(stored.Id.ToString()))
                {
                    yield return (stored, read);
                }
            }
        }
    }
}
