using StationAgent.Telemetry.Outbox;

namespace StationAgent.Benchmarks.StationDay;

/// <summary>Stands for the store: numbers and renders each event, and keeps how many there were. Appends come from several threads.</summary>
internal sealed class MemoryStore
{
    private const string Epoch = "0000000000000000";

    private readonly Lock _gate = new();

    public long Events { get; private set; }

    /// <summary>Events that are a judged piece.</summary>
    public long DropOffs { get; private set; }

    public EventId AppendDropOff(EventDraft draft)
    {
        lock (_gate)
        {
            DropOffs++;
            return Append(draft);
        }
    }

    public EventId Append(EventDraft draft)
    {
        lock (_gate)
        {
            var id = new EventId(Epoch, ++Events);
            draft.Render(id);
            return id;
        }
    }
}
