using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.DropOff;
using StationAgent.Hosting;
using StationAgent.Station;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station;

/// <summary>The real loop, the real watchdog, a real notify socket; only time is driven.</summary>
public sealed class LoopWatchdogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_watchdog_is_fed_until_the_loop_is_blocked()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var address = Path.Combine(_folder, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(address));
        using var notifier = new SystemdNotifier(address);
        using var blocker = new Blocker();
        var time = new FakeTimeProvider();
        var loop = new StationLoop(
            new LoadTracker(PlatformKind.Tray, new WeighingOptions()),
            new DropOffRules(),
            DropOffMachine.Start(TimeSpan.Zero, new DropOffRules()),
            new NoEffects(),
            [blocker]);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Task.Run(() => loop.RunAsync(ending.Token), cancellationToken);
        using var watchdog = new WatchdogService([loop], TimeSpan.FromSeconds(5), notifier, time, NullLogger<WatchdogService>.Instance);
        await watchdog.StartAsync(cancellationToken);

        await TurnAsync(loop, cancellationToken);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("WATCHDOG=1", await HearAsync(socket, cancellationToken));

        blocker.Block();

        // The thread that posts to a waiting loop runs its turn, and is blocked with it.
        var posting = Task.Run(() => loop.PostAsync(StationInput.Of(new StationSignal.Tick(TimeSpan.FromSeconds(7))), cancellationToken).AsTask(), cancellationToken);
        await blocker.Blocked;
        time.Advance(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));
        await watchdog.StopAsync(cancellationToken);
        Assert.Equal(0, socket.Available);

        blocker.Release();
        await posting;
        await ending.CancelAsync();
        await running;
    }

    private static async Task TurnAsync(StationLoop loop, CancellationToken cancellationToken)
    {
        var before = loop.Turns;
        await loop.PostAsync(StationInput.Of(new StationSignal.Tick(TimeSpan.FromSeconds(1))), cancellationToken);
        while (loop.Turns == before)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<string> HearAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken));
    }

    private sealed class NoEffects : IEffectRunner
    {
        public Task<StationSignal?> RunAsync(Effect effect, CancellationToken cancellationToken) => Task.FromResult<StationSignal?>(null);
    }

    private sealed class Blocker : IStationObserver, IDisposable
    {
        private readonly ManualResetEventSlim _open = new(initialState: true);
        private readonly TaskCompletionSource _blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Blocked => _blocked.Task;

        public void Block() => _open.Reset();

        public void Release() => _open.Set();

        public void OnStep(StationSignal signal, DropOffState before, DropOffState after)
        {
            if (!_open.IsSet)
            {
                _blocked.TrySetResult();
                _open.Wait();
            }
        }

        public void Dispose() => _open.Dispose();
    }
}
