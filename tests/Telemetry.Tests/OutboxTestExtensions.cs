using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Tests;

internal static class OutboxTestExtensions
{
    public static Outbox.Outbox OpenOutbox(this TemporaryFolder folder, OutboxOptions? options = null, TimeProvider? time = null) =>
        Outbox.Outbox.Open(folder.Path, options ?? new OutboxOptions { ReserveBytes = 0 }, time ?? TimeProvider.System, NullLogger.Instance);

    /// <summary>Appends an event whose payload is its own id.</summary>
    public static Task<EventId> AppendAsync(
        this Outbox.Outbox outbox, string topic = "evt/dropoff", EventClass cls = EventClass.DropOff) =>
        outbox.AppendAsync(topic, cls, id => Encoding.UTF8.GetBytes(id.ToString()), CancellationToken.None);

    public static async Task AppendManyAsync(this Outbox.Outbox outbox, int count)
    {
        var tasks = new List<Task>();
        for (var i = 0; i < count; i++)
        {
            tasks.Add(outbox.AppendAsync());
        }

        await Task.WhenAll(tasks);
    }

    public static string Text(this StoredEvent stored) => Encoding.UTF8.GetString(stored.Payload.Span);
}
