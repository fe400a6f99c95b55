using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>Delivery from a real store to a <see cref="FakePublisher"/>, with a clock that the test controls.</summary>
internal sealed class DelivererRig : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DeviceCommands _commands;
    private int _settled;
    private int _session;
    private bool _isAnnounced;
    private RunningDeliverer? _link;

    public DelivererRig(Action<TelemetryOptions>? configure = null)
    {
        configure?.Invoke(Options);
        Publisher.Answering = Time.Wakes;
        Outbox = _folder.OpenOutbox();
        Context = new DeliveryContext(Outbox, Options, Time, new Random(1), NullLogger.Instance) { Trouble = Troubles.Add };
        _commands = new DeviceCommands(Context);
    }

    public LoopTime Time { get; } = new();

    public FakePublisher Publisher { get; } = new();

    public TelemetryOptions Options { get; } = new();

    public DeliveryCounts Counts { get; } = new(() => true, () => 0);

    public List<DeliveryTrouble> Troubles { get; } = [];

    public Outbox.Outbox Outbox { get; private set; }

    public DeliveryContext Context { get; }

    public DeliveryMemory Memory => Context.Memory;

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>Announces the next link while the store can still be written.</summary>
    public async Task AnnounceAsync()
    {
        await Outbox.AnnounceAsync(++_session);
        _isAnnounced = true;
    }

    public RunningDeliverer Start(int window = 8)
    {
        if (!_isAnnounced)
        {
            // As a link does: without it, no event that nobody knows of is sent.
            Outbox.AnnounceAsync(++_session).Wait(TimeSpan.FromSeconds(30));
        }

        _isAnnounced = false;
        var places = new SendWindow(window);
        Time.Wakes();
        return _link = new RunningDeliverer(new Deliverer(Context, Counts, Publisher, places), places);
    }

    /// <summary>The broker ends a link.</summary>
    public async Task BreakAsync(RunningDeliverer link, int? reason = null)
    {
        await link.DisposeAsync();
        QuarantineSuspects.AfterLink(Context, Counts, link.Unanswered, new LinkException("the broker has closed the connection") { ByPeer = true, DisconnectCode = reason }, isAboutEvents: reason == 0x87);
    }

    public EventId Id(long number) => new(Outbox.StoreEpoch, number);

    /// <summary>Stores a number of events and delivers them.</summary>
    public async Task DeliverAsync(int count)
    {
        await Outbox.AppendManyAsync(count);
        await using (Start())
        {
            for (var i = 0; i < count; i++)
            {
                (await Publisher.TakeAsync()).Answer(0);
            }

            await UntilAsync(() => Outbox.Depth == 0);
        }
    }

    /// <summary>A message from the backend.</summary>
    public void Receive(string suffix, string payload, bool isRetained = false) =>
        _commands.Take(suffix, new ReceivedMessage("sa/v1/s/d/" + suffix, Encoding.UTF8.GetBytes(payload), isRetained));

    public void ReceiptUpTo(long number, string? epoch = null) =>
        Receive(DeviceCommands.Receipt, $$"""{"storeepoch":"{{epoch ?? Outbox.StoreEpoch}}","upTo":{{number}}}""");

    public ReplayAnswer Replay(long from, long to, string? epoch = null) => _commands.RequestReplay(new ReplayMessage(epoch, from, to));

    /// <summary>Lets time pass once the deliverer has done all that it has to do now.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        await UntilAsync(() => Time.IsAtRest || _link?.IsCompleted != false);
        Time.Advance(time);
    }

    /// <summary>Lets time pass and returns the events sent then; the timer may be armed a moment after the time has passed.</summary>
    public async Task<SentEvent> TakeAfterAsync(TimeSpan time)
    {
        await AdvanceAsync(time);
        var taking = Publisher.TakeAsync();
        await UntilAsync(() =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(1));
            return taking.IsCompleted;
        });
        return await taking;
    }

    /// <summary>Waits until all ranges are complete, and lets time pass as the rate requires.</summary>
    public Task UntilReplayedAsync() => UntilAsync(() =>
    {
        Time.Advance(TimeSpan.FromMilliseconds(50));
        return Context.Replay.Waiting == 0;
    });

    /// <summary>Waits until everything sent to the deliverer has had its effect, which the answer to a new event proves.</summary>
    public async Task SettleAsync()
    {
        var fresh = await Outbox.AppendAsync($"evt/settle{_settled++}");
        var sent = await Publisher.TakeAsync();
        Assert.Equal(fresh.Sequence, sent.Sequence);
        sent.Answer(0x87);
        await UntilAsync(() => Memory.LastRefusal?.Contains(fresh.ToString(), StringComparison.Ordinal) == true);
        Outbox.SetAside(fresh, "it has done its work");
    }

    /// <summary>Closes the store and opens it again, so that only what was on disk remains.</summary>
    public async Task ReopenAsync()
    {
        await Outbox.DisposeAsync();
        Outbox = _folder.OpenOutbox();
    }

    public async ValueTask DisposeAsync()
    {
        await Outbox.DisposeAsync();
        Counts.Dispose();
        _folder.Dispose();
    }
}
