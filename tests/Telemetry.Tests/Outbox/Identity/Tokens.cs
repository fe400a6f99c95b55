using System.Globalization;
using System.Text;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Tests;

/// <summary>Events whose bytes are a token, which says what happened, and the id, which may change: <c>token id</c>.</summary>
internal sealed class Tokens
{
    private int _last;

    public List<StoreGap> Gaps { get; } = [];

    public OutboxOptions Options => new()
    {
        ReserveBytes = 0,
        Gap = gap =>
        {
            Gaps.Add(gap);
            return new EventDraft("evt/gap", EventClass.Record, Render(Next("gap")));
        },
        Reissue = (stored, id, _) => Render(Of(stored))(id),
    };

    /// <summary>The token of an event.</summary>
    public static string Of(StoredEvent stored) => stored.Text().Split(' ')[0];

    /// <summary>The id in the bytes of an event.</summary>
    public static string IdIn(StoredEvent stored) => stored.Text().Split(' ')[1];

    public async Task<EventId> AppendAsync(Outbox.Outbox outbox, EventClass cls = EventClass.DropOff) =>
        await outbox.AppendAsync("evt/dropoff", cls, Render(Next("drop")), CancellationToken.None);

    private static Func<EventId, byte[]> Render(string token) => id => Encoding.UTF8.GetBytes($"{token} {id}");

    private string Next(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{++_last}");
}
