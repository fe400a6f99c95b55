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
    private readonly List<TemporaryFolder> _images = [];
    private readonly Dictionary<EventId, string> _received = [];
    private readonly Dictionary<string, EventId> _counted = new(StringComparer.Ordinal);
    private byte[]? _retained;

    public async Task AppendAsync(int card, int count)
    {
        for (var i = 0; i < count && _cards[card] is { } one; i++)
        {
            await _tokens.AppendAsync(Open(one));
        }
    }

    /// <summary>Lets a card compare, announce, send and state over a link.</summary>
    /// <param name="card">The card.</param>
    /// <param name="most">The most events that it sends.</param>
    /// <param name="isImaged">True when an image is made while the link is up, after all was sent that is.</param>
    public async Task ConnectAsync(int card, int most, bool isImaged = false)
    {
        if (_cards[card] is not { } one)
        {
            return;
        }

        var outbox = Open(one);
        var session = await outbox.NextSessionAsync();
        if (_retained is not null && StoreIdentity.Judge(outbox.Identity, OutboxDocument.Parse(_retained)!, !one.HasSpoken) is { } evidence)
        {
            await BeginEpochAsync(outbox, evidence);
        }

        if (_retained is not null)
        {
            outbox.Hear(OutboxDocument.Parse(_retained)!);
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

        if (isImaged)
        {
            Image(card);
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
            _images.Add(one.Folder.Snapshot());
        }
    }

    /// <summary>Puts a card with the content of an image into a device; the card that was there is gone.</summary>
    public async Task RestoreAsync(int card, int image)
    {
        if (image < _images.Count)
        {
            await DropAsync(card);
            _cards[card] = new Card(_images[image].Snapshot());
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
        for (var card = 0; card < _cards.Length; card++)
        {
            await ConnectAsync(card, MostEvents);
        }

        for (var card = 0; card < _cards.Length; card++)
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
        _images.ForEach(image => image.Dispose());
    }

    private static async Task BeginEpochAsync(Outbox.Outbox outbox, StoreEvidence evidence)
    {
        var before = outbox.ReadPending(0, MostEvents).ToDictionary(Tokens.Of, stored => stored.Id, StringComparer.Ordinal);
        var change = await outbox.BeginEpochAsync(evidence);
        Assert.True(change.Began);
        var after = outbox.ReadPending(0, MostEvents).ToDictionary(Tokens.Of, stored => stored.Id, StringComparer.Ordinal);
        Assert.Empty(before.Keys.Except(after.Keys, StringComparer.Ordinal));
        Assert.Equal(before.Count(one => after[one.Key] != one.Value), change.Moved);
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
