using System.Collections.Concurrent;
using System.Device.Gpio;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;
using StationAgent.Station.Maintenance;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Outbox;
using StationAgent.Tests.Contracts;
using StationAgent.Tests.Gpio;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station.Maintenance;

/// <summary>Key switch, console and restart, with a real store and simulated lines.</summary>
public sealed class StaffKeysTests : IAsyncLifetime
{
    private const int Switch = 4;
    private const int PulpKey = 6;

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingStation _station = new();
    private readonly SimulatedGpio _chip;
    private readonly ConcurrentQueue<Grade> _pressed = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly ErrorLog _log = new();

    private Outbox _outbox = null!;
    private MaintenanceControl _control = null!;
    private Task _running = Task.CompletedTask;

    public StaffKeysTests() => _chip = new SimulatedGpio(_time);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _control.Dispose();
        await _outbox.DisposeAsync();
        _stop.Dispose();
        Assert.Empty(_log.Messages);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_key_switch_starts_and_ends_maintenance()
    {
        Run(new MaintenanceOptions { Pin = Switch, Why = MaintenanceWhy.Emptying });
        await TurnAsync(isOn: true, until: () => _control.Why == MaintenanceWhy.Emptying);
        Assert.Contains("key switch", await _control.EndAsync(MaintenanceBy.Console, Cancelled), StringComparison.Ordinal);
        await TurnAsync(isOn: false, until: () => _control.Why is null);
        await Eventually.HoldsAsync(() => _station.Steps.LastOrDefault() == MaintenanceStep.Ended);

        Assert.Equal([MaintenanceStep.Starting, MaintenanceStep.Started, MaintenanceStep.Ended], _station.Steps);
        Assert.Equal(
            [(MaintenanceChange.Started, MaintenanceBy.Key, MaintenanceWhy.Emptying), (MaintenanceChange.Ended, MaintenanceBy.Key, MaintenanceWhy.Emptying)],
            Events());
        Assert.Equal(PinMode.InputPullDown, _chip.ModeOf(Switch));
    }

    /// <summary>The signal that makes pieces tests comes before anything is stored, and the one that lets it be shown after.</summary>
    [Fact]
    public async Task Nothing_is_shown_that_is_not_stored()
    {
        await _outbox.DisposeAsync();

        var problem = await _control.StartAsync(MaintenanceBy.Console, MaintenanceWhy.Test, Cancelled);

        Assert.Contains("could not be stored", problem, StringComparison.Ordinal);
        Assert.Equal([MaintenanceStep.Starting, MaintenanceStep.NotStarted], _station.Steps);
        Assert.Null(_control.Why);
        Open();
    }

    [Fact]
    public async Task Started_and_ended_at_the_console_and_refused_twice()
    {
        Assert.Null(await _control.StartAsync(MaintenanceBy.Console, MaintenanceWhy.Cleaning, Cancelled));
        Assert.Contains("already (cleaning)", await _control.StartAsync(MaintenanceBy.Console, MaintenanceWhy.Test, Cancelled), StringComparison.Ordinal);
        Assert.Null(await _control.EndAsync(MaintenanceBy.Console, Cancelled));
        Assert.Contains("not in maintenance", await _control.EndAsync(MaintenanceBy.Console, Cancelled), StringComparison.Ordinal);
        Assert.Equal(2, Events().Count);
    }

    [Fact]
    public async Task A_restart_ends_maintenance()
    {
        await _control.StartAsync(MaintenanceBy.Console, MaintenanceWhy.Cleaning, Cancelled);
        await RestartAsync();
        Assert.Equal(MaintenanceWhy.Cleaning, _control.Why);

        Run(new MaintenanceOptions());

        await Eventually.HoldsAsync(() => _control.Why is null);
        Assert.Equal((MaintenanceChange.Ended, MaintenanceBy.Restart, MaintenanceWhy.Cleaning), Events()[^1]);
        await RestartAsync();
        Assert.Null(_control.Why);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_switch_that_is_still_on_after_a_restart_keeps_it(bool isOn)
    {
        await _control.StartAsync(MaintenanceBy.Key, MaintenanceWhy.Emptying, Cancelled);
        await RestartAsync();
        _chip.SetLevel(Switch, isOn);

        Run(new MaintenanceOptions { Pin = Switch });
        await Eventually.HoldsAsync(() => _control.IsKeyOn == isOn && (isOn || _control.Why is null), Pass);

        Assert.Equal(isOn ? 1 : 2, Events().Count);
        Assert.Equal(isOn ? MaintenanceBy.Key : MaintenanceBy.Restart, Events()[^1].By);
    }

    [Fact]
    public async Task A_press_is_one_grade_however_long_it_lasts()
    {
        Run(new MaintenanceOptions { Pins = new MaintenancePinOptions { Pulp = PulpKey } });
        await PassAsync();
        await PressAsync(PulpKey, presses: 1);
        _chip.SetLevel(PulpKey, true);
        await PassAsync();
        Assert.Equal([Grade.Pulp, Grade.Pulp], _pressed);
    }

    [Fact]
    public async Task A_key_that_is_held_at_the_start_was_not_pressed()
    {
        _chip.SetLevel(PulpKey, true);
        Run(new MaintenanceOptions { Pins = new MaintenancePinOptions { Pulp = PulpKey } });
        await PassAsync();
        Assert.Empty(_pressed);
        _chip.SetLevel(PulpKey, false);
        await PassAsync();
        await PressAsync(PulpKey, presses: 1);
    }

    [Fact]
    public async Task Lines_that_connect_to_ground_are_pulled_up()
    {
        _chip.SetLevel(Switch, true);
        Run(new MaintenanceOptions { Pin = Switch, ActiveLow = true });
        await TurnAsync(isOn: false, until: () => _control.Why is not null);
        Assert.Equal(PinMode.InputPullUp, _chip.ModeOf(Switch));
    }

    [Fact]
    public void A_level_counts_when_it_has_lasted()
    {
        var level = new StableLevel(TimeSpan.FromSeconds(1));
        Assert.False(level.Take(true, TimeSpan.FromSeconds(0)));
        Assert.False(level.Take(false, TimeSpan.FromSeconds(0.9)));
        Assert.False(level.Take(false, TimeSpan.FromSeconds(1.8)));
        Assert.True(level.Take(false, TimeSpan.FromSeconds(1.9)));
        Assert.False(level.Take(false, TimeSpan.FromSeconds(5)));
        Assert.False(level.Value);
    }

    private void Open()
    {
        var events = new EventFactory(
            new EventSource(Samples.Identity, PlatformKind.Tray, Samples.Model, Samples.Carbon, TimeSpan.FromSeconds(5)),
            new ClockSource(TimeProvider.System, "boot", static () => (ClockQuality.Unknown, null)));
        _outbox = Outbox.Open(_folder, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
        _control?.Dispose();
        _control = new MaintenanceControl(_outbox, new EventCommitter(_outbox, events), _station, _time, NullLogger<MaintenanceControl>.Instance);
    }

    private async Task RestartAsync()
    {
        await _outbox.DisposeAsync();
        Open();
    }

    private void Run(MaintenanceOptions options) => _running = new StaffKeys(
        _chip.Open,
        options,
        _control,
        (grade, _) =>
        {
            _pressed.Enqueue(grade);
            return Task.CompletedTask;
        },
        _time,
        _log).RunAsync(_stop.Token);

    private void Pass() => _time.Advance(StaffKeys.ReadEvery);

    private async Task PassAsync()
    {
        for (var i = 0; i < 50; i++)
        {
            Pass();
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancelled);
        }
    }

    private Task TurnAsync(bool isOn, Func<bool> until)
    {
        _chip.SetLevel(Switch, isOn);
        return Eventually.HoldsAsync(until, Pass);
    }

    private async Task PressAsync(int line, int presses)
    {
        _chip.SetLevel(line, true);
        await Eventually.HoldsAsync(() => _pressed.Count == presses, Pass);
        _chip.SetLevel(line, false);
        await PassAsync();
    }

    /// <summary>Keeps what the keys warn of.</summary>
    private sealed class ErrorLog : ILogger<StaffKeys>
    {
        public ConcurrentQueue<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Enqueue(formatter(state, exception));
    }

    private List<(MaintenanceChange Change, MaintenanceBy By, MaintenanceWhy Why)> Events() =>
    [
        .. _outbox.ReadPending(0, 100).Select(static stored =>
        {
            Assert.True(ReceivedEvent.TryParse(stored.Payload.Span, out var read, out var error), error);
            var data = read.Maintenance()!;
            Assert.Equal(Topics.Maintenance, stored.Topic);
            return (data.Change, data.By, data.Why);
        }),
    ];
}
