using System.Device.Gpio;
using Microsoft.Extensions.Time.Testing;
using StationAgent.BinLevel;
using StationAgent.Clock;
using StationAgent.Tests.Gpio;
using Xunit;

namespace StationAgent.Tests.BinLevel;

/// <summary>The real driver under a model of the sensor: it answers a trigger of 10 µs or more with a pulse on its echo line.</summary>
public sealed class HcSr04Tests
{
    private const int Trigger = 23;
    private const int Echo = 24;

    /// <summary>Every look at the clock takes a microsecond, so that a wait of microseconds passes.</summary>
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromMicroseconds(1) };
    private readonly SimulatedGpio _chip;
    private readonly Queue<TimeSpan?> _echoes = [];
    private readonly List<TimeSpan> _triggers = [];
    private TimeSpan _high;

    public HcSr04Tests() => _chip = new SimulatedGpio(_time) { Written = OnWritten };

    [Fact]
    public async Task The_median_of_five_echoes_is_the_distance_and_the_pulses_keep_to_the_data_sheet()
    {
        Answer(1_000, 1_010, 9_000, 990, 1_005);
        var millimetres = await MeasureAsync();
        Assert.Equal(1_005 * 0.1716, millimetres, 0.5);
        Assert.Equal(5, _triggers.Count);
        for (var i = 1; i < _triggers.Count; i++)
        {
            Assert.True(_triggers[i] - _triggers[i - 1] >= TimeSpan.FromMilliseconds(60));
        }

        Assert.False(_chip.HasCallbacks);
        Assert.True(_chip.IsDisposed);
    }

    [Fact]
    public async Task Lost_echoes_are_left_out_while_three_are_good()
    {
        Answer(1_000, null, 1_000, null, 1_000);
        Assert.Equal(171.6, await MeasureAsync(), 0.5);
    }

    [Fact]
    public async Task Nothing_in_reach_is_no_distance()
    {
        // Without an echo the sensor ends its pulse by itself.
        Answer(38_000, 38_000, 38_000, 1_000, 1_000);
        var failure = await Assert.ThrowsAsync<IOException>(MeasureAsync);
        Assert.Contains("2 usable echoes of 5", failure.Message, StringComparison.Ordinal);
        Assert.True(_chip.IsDisposed);
    }

    [Fact]
    public async Task A_sensor_that_never_answers_is_reported_as_such()
    {
        Answer(null, null, null, null, null);
        var failure = await Assert.ThrowsAsync<IOException>(MeasureAsync);
        Assert.Contains("does not answer its trigger", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Glitches_on_the_line_do_not_become_a_distance()
    {
        // An end without a beginning, as when an edge was missed, and a spike of 5 µs.
        _chip.Written = (line, level) =>
        {
            if (line == Trigger && level == PinValue.Low && _chip.HasCallbacks)
            {
                _chip.Raise(Echo, PinEventTypes.Falling);
                _chip.Raise(Echo, PinEventTypes.Rising);
                _time.Advance(TimeSpan.FromMicroseconds(5));
                _chip.Raise(Echo, PinEventTypes.Falling);
            }
        };
        await Assert.ThrowsAsync<IOException>(MeasureAsync);
    }

    private void Answer(params ReadOnlySpan<int?> microseconds)
    {
        foreach (var echo in microseconds)
        {
            _echoes.Enqueue(echo is { } width ? TimeSpan.FromMicroseconds(width) : null);
        }
    }

    private void OnWritten(int line, PinValue level)
    {
        if (line != Trigger)
        {
            return;
        }

        var now = _time.SinceBoot();
        if (level == PinValue.High)
        {
            _high = now;
        }
        else if (_chip.HasCallbacks && now - _high >= TimeSpan.FromMicroseconds(10))
        {
            _triggers.Add(now);
            if (_echoes.Dequeue() is { } width)
            {
                _time.Advance(TimeSpan.FromMicroseconds(450));
                _chip.Raise(Echo, PinEventTypes.Rising);
                _time.Advance(width);
                _chip.Raise(Echo, PinEventTypes.Falling);
            }
        }
    }

    private async Task<double> MeasureAsync()
    {
        var sensor = new HcSr04(_chip.Open, Trigger, Echo, _time);
        var measuring = sensor.MeasureAsync(TestContext.Current.CancellationToken).AsTask();
        await Eventually.HoldsAsync(() => measuring.IsCompleted, () => _time.Advance(TimeSpan.FromMilliseconds(5)));
        return await measuring;
    }
}
