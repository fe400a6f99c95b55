using System.Threading.Channels;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>A broker whose every answer the test gives.</summary>
internal sealed class FakePublisher : IEventPublisher
{
    private readonly Channel<SentEvent> _sent = Channel.CreateUnbounded<SentEvent>();

    public bool Acknowledges { get; set; } = true;

    public long MaximumPacketSize { get; set; } = long.MaxValue;

    /// <summary>Called by the deliverer's own loop for each event that is sent, so that nothing else happens meanwhile.</summary>
    public Action? Sending { get; set; }

    /// <summary>Called right before each reply.</summary>
    public Action? Answering { get; set; }

    public long SizeOf(StoredEvent stored) => stored.Payload.Length;

    public Task<PublishReply> PublishAsync(StoredEvent stored, CancellationToken cancellationToken)
    {
        var reply = new TaskCompletionSource<PublishReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        Sending?.Invoke();
        _sent.Writer.TryWrite(new SentEvent(stored.Id.Sequence, stored.Text(), reply, Answering));
        return reply.Task.WaitAsync(cancellationToken);
    }

    public async Task<SentEvent> TakeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _sent.Reader.ReadAsync(limit.Token);
    }

    public async Task<List<SentEvent>> TakeAsync(int count)
    {
        var all = new List<SentEvent>();
        while (all.Count < count)
        {
            all.Add(await TakeAsync());
        }

        return all;
    }

    public bool TryTake(out SentEvent? sent) => _sent.Reader.TryRead(out sent);

    public void AssertNothingMore() => Assert.False(_sent.Reader.TryPeek(out _));
}
