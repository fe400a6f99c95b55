using System.Collections.Immutable;
using System.Device.Gpio;
using Microsoft.Extensions.Logging;
using StationAgent.Clock;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;

namespace StationAgent.Station.Maintenance;

/// <summary>
/// Reads the key switch and the keys for grading, and ends a maintenance that a restart of the agent has interrupted, unless the key switch is still on. A station
/// without keys has only the last to do. The lines are read and not waited for, so that a lost edge leaves nothing on or off.
/// </summary>
/// <param name="open">Opens the chip; disposed when its lines cannot be read.</param>
/// <param name="options">The lines.</param>
/// <param name="control">Starts and ends maintenance.</param>
/// <param name="press">Called when a key for grading is pressed.</param>
/// <param name="time">Station time.</param>
/// <param name="logger">Receives a message when the lines are lost and when they are back.</param>
internal sealed class StaffKeys(
    Func<GpioController> open,
    MaintenanceOptions options,
    MaintenanceControl control,
    Func<Grade, CancellationToken, Task> press,
    TimeProvider time,
    ILogger<StaffKeys> logger) : IStationTask
{
    /// <summary>A person presses a key for longer than three of these.</summary>
    public static readonly TimeSpan ReadEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>After a loss of the lines, and when a change could not be stored.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan KeyStable = TimeSpan.FromMilliseconds(100);

    /// <summary>A switch is turned rarely, and each change is an event.</summary>
    private static readonly TimeSpan SwitchStable = TimeSpan.FromSeconds(1);

    private readonly ImmutableArray<(int Line, Grade Grade)> _keys = KeysOf(options.Pins);

    private bool _isLeftOver = control.Why is not null;
    private string? _reported;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (options.Pin is null)
            {
                await EndLeftOverAsync(cancellationToken);
            }

            while (!options.Lines.Any())
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            }

            while (true)
            {
                await ReadUntilLostAsync(cancellationToken);
                await Task.Delay(RetryAfter, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is ending, which is not a failure.
        }
    }

    private static ImmutableArray<(int Line, Grade Grade)> KeysOf(MaintenancePinOptions pins)
    {
        (int? Line, Grade Grade)[] all = [(pins.Reuse, Grade.Reuse), (pins.Pulp, Grade.Pulp), (pins.Refuse, Grade.Refuse)];
        return [.. all.Where(static key => key.Line is not null).Select(static key => (key.Line!.Value, key.Grade))];
    }

    private async Task EndLeftOverAsync(CancellationToken cancellationToken)
    {
        while (_isLeftOver)
        {
            _isLeftOver = !await TryAsync(isOn: false, cancellationToken);
            if (_isLeftOver)
            {
                await Task.Delay(RetryAfter, time, cancellationToken);
            }
        }
    }

    private async Task ReadUntilLostAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var chip = open();
            foreach (var line in options.Lines)
            {
                var pulled = options.ActiveLow ? PinMode.InputPullUp : PinMode.InputPullDown;
                chip.OpenPin(line.Number, chip.IsPinModeSupported(line.Number, pulled) ? pulled : PinMode.Input);
            }

            await ReadAsync(chip, cancellationToken);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // A driver may fail in any way; the station works without its keys.
            if (Interlocked.Exchange(ref _reported, failure.Message) != failure.Message)
            {
                Log.KeysLost(logger, failure.Message);
            }
        }
    }

    private async Task ReadAsync(GpioController chip, CancellationToken cancellationToken)
    {
        var turned = new StableLevel(SwitchStable);
        var keys = _keys.Select(key => (key.Line, key.Grade, Level: new StableLevel(KeyStable))).ToImmutableArray();
        TimeSpan? dueAt = null;
        using var timer = new PeriodicTimer(ReadEvery, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var at = time.SinceBoot();
            if (options.Pin is { } pin && turned.Take(IsOn(chip, pin), at))
            {
                dueAt = at;
            }

            foreach (var key in keys)
            {
                // A key that is held down when the agent starts was not pressed for it.
                var isFirst = key.Level.Value is null;
                if (key.Level.Take(IsOn(chip, key.Line), at) && !isFirst && key.Level.Value == true)
                {
                    await press(key.Grade, cancellationToken);
                }
            }

            ReportBack();
            if (at >= dueAt && turned.Value is { } isOn)
            {
                control.IsKeyOn = isOn;
                dueAt = await TryAsync(isOn, cancellationToken) ? null : at + RetryAfter;
            }
        }
    }

    /// <summary>Brings maintenance to where the key switch is.</summary>
    /// <returns>False when that could not be stored.</returns>
    private async Task<bool> TryAsync(bool isOn, CancellationToken cancellationToken)
    {
        var by = _isLeftOver && !isOn ? MaintenanceBy.Restart : MaintenanceBy.Key;
        var problem = (isOn, control.Why) switch
        {
            (true, null) => await control.StartAsync(by, options.Why, cancellationToken),
            (false, not null) => await control.EndAsync(by, cancellationToken),
            _ => null,
        };
        if (problem is not null)
        {
            Log.MaintenanceNotChanged(logger, isOn ? MaintenanceChange.Started : MaintenanceChange.Ended, problem);
            return false;
        }

        _isLeftOver = false;
        return true;
    }

    private bool IsOn(GpioController chip, int line) => chip.Read(line) == PinValue.High != options.ActiveLow;

    private void ReportBack()
    {
        if (Interlocked.Exchange(ref _reported, null) is not null)
        {
            Log.KeysBack(logger);
        }
    }
}
