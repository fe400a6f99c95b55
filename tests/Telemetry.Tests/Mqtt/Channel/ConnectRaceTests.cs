using System.Net;
using System.Net.Sockets;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Mqtt.Channel;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

/// <summary>The race between addresses, with attempts that the test ends.</summary>
public sealed class ConnectRaceTests
{
    private static readonly IPAddress[] Three = [IPAddress.Parse("2001:db8::1"), IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::2")];

    private readonly TimerCount _time = new();
    private readonly Dictionary<IPAddress, TaskCompletionSource<Made>> _attempts = [];
    private readonly List<IPAddress> _started = [];

    [Fact]
    public void Attempts_start_in_their_order_a_while_apart_or_at_once_after_a_failure() =>
        Gen.Select(Gen.Int[0, 10], Gen.Select(Gen.Int[0, 400], Gen.Bool).Array[0, 60]).Sample(static (count, steps) =>
        {
            var stagger = ConnectRace.Stagger;
            var schedule = new AttemptSchedule(count, stagger);
            var (now, last, started, failed) = (TimeSpan.Zero, -stagger, 0, false);
            foreach (var (advance, fails) in steps)
            {
                now += TimeSpan.FromMilliseconds(advance);
                if (fails)
                {
                    schedule.Failed(now);
                    failed = true;
                }

                var index = schedule.Start(now);
                Assert.Equal(started < count && (failed || now - last >= stagger), index is not null);
                if (index is { } one)
                {
                    Assert.Equal(started++, one);
                    (last, failed) = (now, false);
                }

                Assert.Equal(started < count, schedule.Due is not null);
            }
        });

    [Fact]
    public async Task While_an_address_is_silent_the_next_one_is_tried_and_wins()
    {
        var race = Race(waitForAll: false, bound: TimeSpan.FromDays(1));
        await StartedAsync(1);
        Assert.Equal(Three[..1], Started);
        await PassAsync(() => Started.Length == 2);
        var made = new Made();
        _attempts[Three[1]].SetResult(made);

        var result = await EndAsync(race);

        Assert.Same(made, result.Winner);
        Assert.Equal(Three[1], result.Address);
        Assert.Empty(result.Failures);
        Assert.Equal(Three[..2], Started);
        Assert.False(made.IsDisposed);
    }

    [Fact]
    public async Task After_a_failure_the_next_address_is_tried_at_once_and_all_failures_are_told()
    {
        var race = Race(waitForAll: false);
        for (var i = 0; i < 3; i++)
        {
            await StartedAsync(i + 1);
            _attempts[Three[i]].SetException(new SocketException((int)SocketError.ConnectionRefused));
        }

        var result = await EndAsync(race);

        Assert.Null(result.Winner);
        Assert.Equal(Three, result.Failures.Select(static one => one.Address));
        Assert.All(result.Failures, static one => Assert.EndsWith("connection refused: nothing listens at this address and port", $"{one}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_address_has_a_bound_of_its_own()
    {
        var race = Race(waitForAll: false);
        await PassAsync(() => race.IsCompleted);
        Assert.Equal(Three, (await race).Failures.Select(static one => one.Address).OrderBy(static one => Array.IndexOf(Three, one)));
        Assert.All((await race).Failures, static one => Assert.IsType<TimeoutException>(one.Reason));
    }

    [Fact]
    public async Task When_all_are_waited_for_one_connection_stays_open()
    {
        var race = Race(waitForAll: true, bound: TimeSpan.FromDays(1));
        await PassAsync(() => Started.Length == 3);
        var (first, last) = (new Made(), new Made());
        _attempts[Three[2]].SetResult(last);
        _attempts[Three[0]].SetResult(first);
        _attempts[Three[1]].SetException(new SocketException((int)SocketError.NetworkUnreachable));

        var result = await EndAsync(race);

        Assert.Equal([Three[0], Three[2]], result.Worked.OrderBy(static one => Array.IndexOf(Three, one)));
        Assert.Equal(Three[1], Assert.Single(result.Failures).Address);
        Assert.NotEqual(first.IsDisposed, last.IsDisposed);
        Assert.Same(first.IsDisposed ? last : first, result.Winner);
    }

    [Fact]
    public async Task A_race_that_is_ended_leaves_nothing_open()
    {
        using var ending = new CancellationTokenSource();
        var race = Race(waitForAll: true, cancellationToken: ending.Token);
        await StartedAsync(1);
        var made = new Made();
        var waits = _time.Timers;
        _attempts[Three[0]].SetResult(made);

        // Nothing runs until the next attempt is due.
        await DelivererRig.UntilAsync(() => _time.Timers > waits);
        await ending.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EndAsync(race));
        Assert.True(made.IsDisposed);
    }

    private IPAddress[] Started
    {
        get
        {
            lock (_started)
            {
                return [.. _started];
            }
        }
    }

    private Task<RaceResult<Made>> Race(bool waitForAll, TimeSpan? bound = null, CancellationToken? cancellationToken = null) =>
        new ConnectRace(bound ?? TimeSpan.FromSeconds(5), _time).RunAsync(
            Three,
            async (address, token) =>
            {
                var attempt = new TaskCompletionSource<Made>(TaskCreationOptions.RunContinuationsAsynchronously);
                lock (_started)
                {
                    _attempts[address] = attempt;
                    _started.Add(address);
                }

                await using var ended = token.Register(() => attempt.TrySetCanceled(token));
                return await attempt.Task;
            },
            waitForAll,
            cancellationToken ?? TestContext.Current.CancellationToken);

    private static Task<RaceResult<Made>> EndAsync(Task<RaceResult<Made>> race) => race.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    private Task StartedAsync(int count) => DelivererRig.UntilAsync(() => Started.Length >= count);

    // The race may set its next timer a moment after the time has passed.
    private Task PassAsync(Func<bool> condition) => DelivererRig.UntilAsync(() =>
    {
        if (condition())
        {
            return true;
        }

        _time.Advance(ConnectRace.Stagger);
        return false;
    });

    private sealed class TimerCount : FakeTimeProvider
    {
        private int _timers;

        public int Timers => Volatile.Read(ref _timers);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _timers);
            return timer;
        }
    }

    private sealed class Made : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
