using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>Delivery against a broker whose every answer the test gives.</summary>
public sealed class DelivererTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly FakePublisher _publisher = new();
    private readonly TelemetryOptions _options = new();
    private readonly DeliveryCounts _counts = new(() => true);
    private Outbox.Outbox _outbox = null!;
    private DeliveryMemory _memory = null!;

    public ValueTask InitializeAsync()
    {
        _outbox = _folder.OpenOutbox();
        _memory = new DeliveryMemory(_options);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        _counts.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task No_more_are_on_their_way_than_the_window_holds_and_they_go_in_order()
    {
        await _outbox.AppendManyAsync(10);
        await using var running = Start(window: 3);

        var first = await _publisher.TakeAsync(3);
        Assert.Equal([1L, 2, 3], first.Select(sent => sent.Sequence));
        _publisher.AssertNothingMore();
        first[1].Answer(0);
        Assert.Equal(4, (await _publisher.TakeAsync()).Sequence);
        first[0].Answer(0x10);
        Assert.Equal(5, (await _publisher.TakeAsync()).Sequence);
        Assert.Equal(8, _outbox.Depth);
    }

    [Fact]
    public async Task A_new_event_goes_at_once()
    {
        await using var running = Start();

        await _outbox.AppendAsync();

        (await _publisher.TakeAsync()).Answer(0);
    }

    [Fact]
    public async Task After_a_lost_link_the_same_bytes_go_again_from_the_oldest()
    {
        await _outbox.AppendManyAsync(4);
        List<Sent> before;
        await using (Start(window: 3))
        {
            before = await _publisher.TakeAsync(3);
            before[1].Answer(0);
            before.Add(await _publisher.TakeAsync());
        }

        await using var running = Start(window: 3);
        var again = await _publisher.TakeAsync(3);

        Assert.Equal([1L, 3, 4], again.Select(sent => sent.Sequence));
        Assert.Equal(before[0].Payload, again[0].Payload);
        Assert.Equal(3, _counts.Resent);
    }

    [Fact]
    public async Task A_topic_that_is_refused_waits_five_minutes_while_others_go_on()
    {
        await _outbox.AppendAsync("evt/alarm", EventClass.Alarm);
        await _outbox.AppendAsync("evt/alarm", EventClass.Alarm);
        var running = Start();
        foreach (var alarm in await _publisher.TakeAsync(2))
        {
            alarm.Answer(0x87);
        }

        await _outbox.AppendAsync();
        (await _publisher.TakeAsync()).Answer(0);
        await Running.UntilAsync(() => _outbox.Depth == 2 && _memory.PausedNames is ["evt/alarm"]);

        _time.Advance(TimeSpan.FromMinutes(4.9));
        _publisher.AssertNothingMore();
        var probe = await TakeAfterAsync(TimeSpan.FromMinutes(0.2));
        Assert.Equal(1, probe.Sequence);
        _publisher.AssertNothingMore();
        probe.Answer(0x87);

        await Running.UntilAsync(() => _counts.InFlight == 0);
        await running.DisposeAsync();
        await using var reconnected = Start();
        probe = await _publisher.TakeAsync();
        Assert.Equal(1, probe.Sequence);
        _publisher.AssertNothingMore();
        probe.Answer(0);
        (await _publisher.TakeAsync()).Answer(0);
        await Running.UntilAsync(() => _outbox.Depth == 0);
        Assert.Empty(_memory.PausedNames);
    }

    [Theory]
    [InlineData(0x90)]
    [InlineData(0x99)]
    public async Task An_event_that_will_never_be_taken_is_set_aside_and_the_next_goes(int code)
    {
        await _outbox.AppendManyAsync(2);
        await using var running = Start(window: 1);

        (await _publisher.TakeAsync()).Answer(code);
        (await _publisher.TakeAsync()).Answer(0);

        await Running.UntilAsync(() => _outbox.Depth == 0);
        Assert.Equal(1, _outbox.SetAsideCount);
    }

    [Fact]
    public async Task An_event_too_large_for_the_broker_is_set_aside_unsent()
    {
        await _outbox.AppendAsync("evt/dropoff", EventClass.DropOff, _ => new byte[1000], TestContext.Current.CancellationToken);
        await _outbox.AppendAsync();
        _publisher.MaximumPacketSize = 500;
        await using var running = Start();

        Assert.Equal(2, (await _publisher.TakeAsync()).Sequence);
        Assert.Equal(1, _outbox.SetAsideCount);
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0x83)]
    [InlineData(0x97)]
    public async Task A_broker_that_cannot_is_left_alone_for_a_while_and_then_gets_the_oldest_first(int code)
    {
        await _outbox.AppendManyAsync(5);
        await using var running = Start(window: 2);
        var sent = await _publisher.TakeAsync(2);

        sent[0].Answer(code);
        sent[1].Answer(0);
        await Running.UntilAsync(() => _outbox.Depth == 4);
        _publisher.AssertNothingMore();

        Assert.Equal(1, (await TakeAfterAsync(_options.Reconnect.Base)).Sequence);
        Assert.Equal(3, (await _publisher.TakeAsync()).Sequence);
        Assert.Equal(0, _outbox.SetAsideCount);
    }

    [Fact]
    public async Task An_acknowledgement_that_never_comes_costs_the_link()
    {
        await _outbox.AppendManyAsync(2);
        var running = Start(window: 2);
        (await _publisher.TakeAsync(2))[1].Answer(0);

        for (var i = 0; i < 10; i++)
        {
            await Running.UntilAsync(() => _counts.InFlight == 1 || running.IsCompleted);
            _time.Advance(_options.AcknowledgeTimeout / 4);
        }

        await Running.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            return running.IsCompleted;
        });

        var exception = await Assert.ThrowsAsync<LinkException>(() => running.Run);
        Assert.Contains("has not acknowledged", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, _outbox.Depth);
    }

    private Running Start(int window = 8)
    {
        var places = new SendWindow(window);
        var deliverer = new Deliverer(_outbox, _publisher, places, _memory, _counts, _options, _time, new Random(1), NullLogger.Instance);
        return new Running(deliverer, places);
    }

    /// <summary>Lets time pass and takes what is then sent; the timer may be armed a moment after the time has passed.</summary>
    private async Task<Sent> TakeAfterAsync(TimeSpan time)
    {
        _time.Advance(time);
        var taking = _publisher.TakeAsync();
        await Running.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            return taking.IsCompleted;
        });
        return await taking;
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Deliverer _deliverer;
        private readonly SendWindow _window;

        public Running(Deliverer deliverer, SendWindow window)
        {
            _deliverer = deliverer;
            _window = window;
            Run = Task.Run(() => deliverer.RunAsync(_stop.Token, _stop.Token));
        }

        public Task Run { get; }

        public bool IsCompleted => Run.IsCompleted;

        public static async Task UntilAsync(Func<bool> condition)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (!condition())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, limit.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Run;
            _deliverer.Dispose();
            _window.Dispose();
        }
    }

    private sealed record Sent(long Sequence, string Payload, TaskCompletionSource<PublishReply> Reply)
    {
        public void Answer(int code) => Reply.TrySetResult(new PublishReply(code, null));
    }

    private sealed class FakePublisher : IEventPublisher
    {
        private readonly Channel<Sent> _sent = Channel.CreateUnbounded<Sent>();

        public long MaximumPacketSize { get; set; } = long.MaxValue;

        public long SizeOf(StoredEvent stored) => stored.Payload.Length;

        public Task<PublishReply> PublishAsync(StoredEvent stored, CancellationToken cancellation)
        {
            var reply = new TaskCompletionSource<PublishReply>(TaskCreationOptions.RunContinuationsAsynchronously);
            _sent.Writer.TryWrite(new Sent(stored.Id.Sequence, stored.Text(), reply));
            return reply.Task.WaitAsync(cancellation);
        }

        public async Task<Sent> TakeAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            return await _sent.Reader.ReadAsync(limit.Token);
        }

        public async Task<List<Sent>> TakeAsync(int count)
        {
            var all = new List<Sent>();
            while (all.Count < count)
            {
                all.Add(await TakeAsync());
            }

            return all;
        }

        public void AssertNothingMore() => Assert.False(_sent.Reader.TryPeek(out _));
    }
}
