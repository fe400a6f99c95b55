using StationAgent.Contracts;
using StationAgent.Contracts.Carbon;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Cli.Carbon;

/// <summary>Checks the carbon figures of a store, a part of it at a time.</summary>
internal static class StoredFigures
{
    private const int EventsAtATime = 500;

    /// <summary>Checks a range.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="from">First number.</param>
    /// <param name="to">Last number.</param>
    /// <param name="audit">Checks each event.</param>
    /// <param name="report">Takes the problems.</param>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public static void Check(OutboxReader reader, long from, long to, CarbonAudit audit, CarbonReport report)
    {
        var damaged = new List<DamagedRow>();
        while (from <= to)
        {
            damaged.Clear();
            var found = reader.List(new OutboxQuery { From = from, To = to, Limit = EventsAtATime }, damaged);
            foreach (var row in damaged)
            {
                report.Add(new CarbonProblem(row.Id.ToString(), CarbonProblem.EventUnreadable, row.Detail.TrimEnd('.')));
            }

            foreach (var stored in found)
            {
                Check(stored, audit, report);
            }

            if (found.Count + damaged.Count < EventsAtATime)
            {
                return;
            }

            from = Math.Max(found.Count == 0 ? 0 : found[^1].Id.Sequence, damaged.Count == 0 ? 0 : damaged[^1].Id.Sequence) + 1;
        }
    }

    private static void Check(StoredEvent stored, CarbonAudit audit, CarbonReport report)
    {
        if (!ReceivedEvent.TryParse(stored.Payload.Span, out var read, out var problem))
        {
            report.Add(new CarbonProblem(stored.Id.ToString(), CarbonProblem.EventUnreadable, problem.TrimEnd('.')));
            return;
        }

        foreach (var one in audit.Take(read))
        {
            report.Add(one);
        }
    }
}
