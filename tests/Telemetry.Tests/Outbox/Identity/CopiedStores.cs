using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Identity;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>
/// One card, perhaps a twin of it, images of both, a broker that keeps the newest statement, and a consumer. A card is sent over a link for a
/// moment: it compares, announces, sends some events and states what it has sent.
/// </summary>
internal sealed class CopiedStores : IAsyncDisposable
{
    private const int MostEvents = 1_000;

    private readonly Tokens _tokens = new();
    private readonly Card?[] _cards = [new Card(new TemporaryFolder()), null];
    private readonly List<(TemporaryFolder Folder, HashSet<string> Pending)> _images = [];
    private readonly Dictionary<EventId, string> _received = [];
    private readonly Dictionary<string, EventId> _counted = new(StringComparer.Ordinal);
    private byte[]? _retained;

    /// <summary>
    /// True when events got new ids of which another copy still holds the old ones unsent: made of a copy before its first link, such an image
    /// would send them a second time, which no store can know.
    /// </summary>
    public bool HasMovedSharedEvents { get; private set; }

    public async Task AppendAsync(int card, int count)
    {
        for (var i = 0; i < count && _cards[card] is { } one; i++)
        {
            await _tokens.AppendAsync(Open(one));
        }
    }

    public async Task ConnectAsync(int card, int most)
    {
        if (_cards[card] is not { } one)
        {
            return;
        }

        var outbox = Open(one);
        var session = await outbox.NextSessionAsync();
        if (_retained is not null && StoreIdentity.Judge(outbox.Identity, OutboxDocument.Parse(_retained)!, !one.HasSpoken) is { } evidence)
        {
            await BeginEpochAsync(one, outbox, evidence);
        }

        await outbox.AnnounceAsync(session);
        one.HasSpoken = true;
        _retained = OutboxDocument.Render(outbox.Statement);
        foreach (var stored in outbox.ReadPending(0, MostEvents).Take(most))
        {
            Assert.True(outbox.NoteAnnounced(stored.Id));
            Receive(stored);
            outbox.MarkDelivered(stored.Id);
        }

        _retained = OutboxDocument.Render(outbox.Statement);
        outbox.EndAnnouncement();
        await outbox.FlushAsync();
    }

    /// <summary>Makes an image of a card, whether its store is open or not.</summary>
    public void Image(int card)
    {
        if (_cards[card] is { } one)
        {
            _images.Add((one.Folder.Snapshot(), Pending(one)));
        }
    }

    /// <summary>Puts a card with the content of an image into a device; the card that was there is gone.</summary>
    public async Task RestoreAsync(int card, int image)
    {
        if (image < _images.Count)
        {
            await DropAsync(card);
            _cards[card] = new Card(_images[image].Folder.Snapshot());
        }
    }

    public async Task RestartAsync(int card, bool clean)
    {
        if (_cards[card] is not { Outbox: { } outbox } one)
        {
            return;
        }

        // What a killed process leaves is what its folder holds; the process itself has to be ended all the same.
        var killed = clean ? null : one.Folder.Snapshot();
        await outbox.DisposeAsync();
        if (killed is not null)
        {
            one.Folder.Dispose();
        }

        _cards[card] = new Card(killed ?? one.Folder);
    }

    public async Task CheckEndAsync(int? epochs)
    {
        for (var card = 0; card < _cards.Length && !HasMovedSharedEvents; card++)
        {
            await ConnectAsync(card, MostEvents);
        }

        for (var card = 0; card < _cards.Length && !HasMovedSharedEvents; card++)
        {
            if (_cards[card] is { } one)
            {
                Assert.Equal(0, Open(one).Depth);
                Assert.All(Open(one).ReadRange(0, long.MaxValue, MostEvents), stored => Assert.True(_counted.ContainsKey(Tokens.Of(stored)), $"{stored.Text()} is lost"));
            }
        }

        if (epochs is { } expected)
        {
            Assert.True(_received.Keys.Select(id => id.StoreEpoch).Distinct(StringComparer.Ordinal).Count() <= expected, "a new epoch without a copy");
            Assert.Empty(_tokens.Gaps);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync(0);
        await DropAsync(1);
        _images.ForEach(image => image.Folder.Dispose());
    }

    private async Task BeginEpochAsync(Card card, Outbox.Outbox outbox, StoreEvidence evidence)
    {
        var before = outbox.ReadPending(0, MostEvents).ToDictionary(Tokens.Of, stored => stored.Id, StringComparer.Ordinal);
        var change = await outbox.BeginEpochAsync(evidence);
        Assert.True(change.Began);
        var after = outbox.ReadPending(0, MostEvents).ToDictionary(Tokens.Of, stored => stored.Id, StringComparer.Ordinal);
        Assert.Empty(before.Keys.Except(after.Keys, StringComparer.Ordinal));
        var moved = before.Where(one => after[one.Key] != one.Value).Select(one => one.Key).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(moved.Count, change.Moved);
        HasMovedSharedEvents |= _images.Exists(image => image.Pending.Overlaps(moved))
            || _cards.Any(other => other is not null && other != card && Pending(other).Overlaps(moved));
    }

    private void Receive(StoredEvent stored)
    {
        Assert.Equal(stored.Id.ToString(), Tokens.IdIn(stored));
        var token = Tokens.Of(stored);
        Assert.Equal(token, _received.TryAdd(stored.Id, token) ? token : _received[stored.Id]);
        if (!token.StartsWith("gap", StringComparison.Ordinal))
        {
            Assert.True(_counted.TryAdd(token, stored.Id) || _counted[token] == stored.Id, $"{token} counts twice");
        }

        _counted.TryAdd(token, stored.Id);
    }

    private Outbox.Outbox Open(Card card) => card.Outbox ??= card.Folder.OpenOutbox(_tokens.Options);

    private static HashSet<string> Pending(Card card)
    {
        using var copy = card.Outbox is null ? card.Folder.Snapshot() : null;
        if (copy is null)
        {
            return [.. card.Outbox!.ReadPending(0, MostEvents).Select(Tokens.Of)];
        }

        using var reader = File.Exists(copy.File) ? OutboxReader.Open(copy.Path) : null;
        return [.. reader?.List(new OutboxQuery { State = EventState.Pending, Limit = MostEvents }).Select(Tokens.Of) ?? []];
    }

    private async Task DropAsync(int card)
    {
        if (_cards[card] is { } one)
        {
            if (one.Outbox is { } outbox)
            {
                await outbox.DisposeAsync();
            }

            one.Folder.Dispose();
            _cards[card] = null;
        }
    }

    private sealed class Card(TemporaryFolder folder)
    {
        public TemporaryFolder Folder { get; } = folder;

        public Outbox.Outbox? Outbox { get; set; }

        public bool HasSpoken { get; set; }
    }
}
