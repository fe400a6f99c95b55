using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Sensors;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Sensors;

public sealed class SensorReaderTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<StationSignal> _signals = Channel.CreateUnbounded<StationSignal>();
    private readonly ConcurrentQueue<Sensor> _opened = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private readonly DateTimeOffset _start;

    public SensorReaderTests() => _start = _time.GetUtcNow();

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task The_first_reading_says_that_the_sensor_works_and_the_next_say_nothing()
    {
        var running = Start();
        (await SensorAsync(1)).Give(7);
        Assert.IsType<StationSignal.FaultCleared>(await NextSignalAsync());
        (await SensorAsync(1)).Give(8);
        await EndAsync(running);
        Assert.False(_signals.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_silent_sensor_is_a_fault_is_opened_again_and_works_with_its_next_reading()
    {
        var running = Start();
        (await SensorAsync(1)).Give(7);
        await NextSignalAsync();

        await AdvanceUntilAsync(TimeSpan.FromSeconds(2), () => _signals.Reader.TryPeek(out _));
        var fault = Assert.IsType<StationSignal.FaultRaised>(await NextSignalAsync());
        Assert.Equal(StationFault.Scale, fault.Fault);
        Assert.Contains("nothing for 2 s", fault.Detail, StringComparison.Ordinal);

        await AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => _opened.Count == 2);
        Assert.True(_opened.First().IsDisposed);
        (await SensorAsync(2)).Give(9);
        Assert.IsType<StationSignal.FaultCleared>(await NextSignalAsync());
        await EndAsync(running);
    }

    [Fact]
    public async Task A_slow_start_is_reported_as_silence_without_closing_the_sensor()
    {
        var running = Start();
        await SensorAsync(1);
        await AdvanceUntilAsync(TimeSpan.FromSeconds(2), () => _signals.Reader.TryPeek(out _));
        Assert.Contains("nothing for 2 s", Assert.IsType<StationSignal.FaultRaised>(await NextSignalAsync()).Detail, StringComparison.Ordinal);

        (await SensorAsync(1)).Give(7);

        Assert.IsType<StationSignal.FaultCleared>(await NextSignalAsync());
        Assert.False(_opened.First().IsDisposed);
        await EndAsync(running);
    }

    [Fact]
    public async Task A_first_reading_after_nine_seconds_is_taken_from_the_read_that_was_begun_first()
    {
        var running = Start();
        var sensor = await SensorAsync(1);
        for (var waited = 0; waited < 9; waited++)
        {
            await AdvanceUntilAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(waited + 1));
            Assert.Equal(1, sensor.Reads);
        }

        sensor.Give(7);

        while (await NextSignalAsync() is not StationSignal.FaultCleared)
        {
        }

        Assert.Single(_opened);
        await EndAsync(running);
    }

    [Fact]
    public async Task After_all_patience_the_sensor_is_opened_again()
    {
        var running = Start();
        await SensorAsync(1);

        await AdvanceUntilAsync(TimeSpan.FromSeconds(2), () => _opened.Count == 2);

        // On a busy machine the test's clock runs ahead of the reader, so there is no upper limit to check.
        Assert.True(_time.GetUtcNow() - _start >= SensorSilence.FirstReading);
        Assert.True(_opened.First().IsDisposed);
        await EndAsync(running);
    }

    [Fact]
    public async Task A_reason_that_is_known_is_not_replaced_by_the_silence_of_the_next_attempt()
    {
        var running = Start();
        (await SensorAsync(1)).Fail(new IOException("it sends a web page"));
        Assert.Equal("it sends a web page", Assert.IsType<StationSignal.FaultRaised>(await NextSignalAsync()).Detail);
        await AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => _opened.Count == 2);

        await AdvanceUntilAsync(TimeSpan.FromSeconds(1), _time.GetUtcNow() - _start + TimeSpan.FromSeconds(6));
        (await SensorAsync(2)).Fail(new IOException("it sends a web page"));
        await AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => _opened.Count == 3);

        Assert.False(_signals.Reader.TryRead(out _));
        await EndAsync(running);
    }

    [Fact]
    public async Task What_the_agent_does_wrong_itself_is_not_told_in_words_of_dotnet()
    {
        var running = Start(open: () => throw new ObjectDisposedException("System.Net.Sockets.NetworkStream"));

        var detail = Assert.IsType<StationSignal.FaultRaised>(await NextSignalAsync()).Detail;

        Assert.Contains("internal error", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("disposed", detail, StringComparison.Ordinal);
        await EndAsync(running);
    }

    [Fact]
    public async Task A_lost_sensor_is_reported_once_even_if_it_fails_to_open_again()
    {
        var running = Start(open: () => throw new IOException("the cable is out"));
        var fault = Assert.IsType<StationSignal.FaultRaised>(await NextSignalAsync());
        Assert.Equal("the cable is out", fault.Detail);
        var opens = 0;
        await AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => ++opens > 20);
        Assert.False(_signals.Reader.TryRead(out _));
        await EndAsync(running);
    }

    [Fact]
    public async Task A_sensor_that_is_not_ready_is_neither_a_fault_nor_said_to_work()
    {
        var running = Start();
        var sensor = await SensorAsync(1);
        sensor.Give(0);
        sensor.Give(0);
        sensor.Give(5);
        Assert.IsType<StationSignal.FaultCleared>(await NextSignalAsync());
        Assert.False(_signals.Reader.TryRead(out _));
        await EndAsync(running);
    }

    [Fact]
    public async Task A_wrong_reading_is_a_fault_until_a_right_one_comes()
    {
        var running = Start();
        var sensor = await SensorAsync(1);
        sensor.Give(-1);
        Assert.Equal("the frame is no JPEG", Assert.IsType<StationSignal.FaultRaised>(await NextSignalAsync()).Detail);
        sensor.Give(3);
        Assert.IsType<StationSignal.FaultCleared>(await NextSignalAsync());
        await EndAsync(running);
    }

    private Task Start(Func<Sensor>? open = null) => new SensorReader<Sensor, int>(
        StationFault.Scale,
        open ?? (() =>
        {
            var sensor = new Sensor();
            _opened.Enqueue(sensor);
            return sensor;
        }),
        static (sensor, cancellationToken) => sensor.NextAsync(cancellationToken),
        static (reading, _) => ValueTask.FromResult(reading switch { < 0 => ReadingVerdict.Wrong("the frame is no JPEG"), 0 => ReadingVerdict.NotYet, _ => ReadingVerdict.Good }),
        (signal, cancellationToken) => _signals.Writer.WriteAsync(signal, cancellationToken),
        _time,
        NullLogger.Instance).RunAsync(_stop.Token);

    private async Task<Sensor> SensorAsync(int number)
    {
        while (_opened.Count < number)
        {
            await Task.Yield();
            _stop.Token.ThrowIfCancellationRequested();
        }

        return _opened.ElementAt(number - 1);
    }

    private async Task<StationSignal> NextSignalAsync() => await _signals.Reader.ReadAsync(_stop.Token);

    /// <summary>Moves time in steps until something happened; the reader needs turns in between to arm its timers.</summary>
    private async Task AdvanceUntilAsync(TimeSpan step, Func<bool> happened)
    {
        while (!happened())
        {
            _stop.Token.ThrowIfCancellationRequested();
            _time.Advance(step);
            await Task.Yield();
        }
    }

    private Task AdvanceUntilAsync(TimeSpan step, TimeSpan sinceStart) => AdvanceUntilAsync(step, () => _time.GetUtcNow() - _start >= sinceStart);

    private async Task EndAsync(Task running)
    {
        await _stop.CancelAsync();
        await running;
    }

    private sealed class Sensor : IAsyncDisposable
    {
        private readonly Channel<int> _readings = Channel.CreateUnbounded<int>();

        public bool IsDisposed { get; private set; }

        /// <summary>The number of reads that were begun.</summary>
        public int Reads { get; private set; }

        public void Give(int reading) => _readings.Writer.TryWrite(reading);

        public void Fail(Exception failure) => _readings.Writer.Complete(failure);

        public async ValueTask<int> NextAsync(CancellationToken cancellationToken)
        {
            Reads++;
            try
            {
                return await _readings.Reader.ReadAsync(cancellationToken);
            }
            catch (ChannelClosedException closed)
            {
                throw closed.InnerException!;
            }
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
