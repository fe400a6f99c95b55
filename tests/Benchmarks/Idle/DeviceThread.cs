using System.Diagnostics;
using System.Threading.Channels;

namespace StationAgent.Benchmarks.Idle;

/// <summary>
/// Stands for the thread of a driver, which sleeps in the kernel until its device has something.
/// </summary>
internal sealed class DeviceThread<T> : IAsyncDisposable
{
    private readonly Channel<T> _readings = Channel.CreateUnbounded<T>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true });

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isEnding;

    /// <param name="rate">Readings a second.</param>
    /// <param name="read">Makes the next one.</param>
    public DeviceThread(double rate, Func<T> read)
    {
        var thread = new Thread(() => Run(TimeSpan.FromSeconds(1 / rate), read)) { IsBackground = true, Name = "device" };
        thread.Start();
    }

    public ValueTask<T> NextAsync(CancellationToken cancellationToken) => _readings.Reader.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isEnding = true;
        await _ended.Task;
    }

    private void Run(TimeSpan interval, Func<T> read)
    {
        var started = Stopwatch.GetTimestamp();
        for (var number = 1; !_isEnding; number++)
        {
            var wait = (interval * number) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
            {
                DeviceClock.Wait(wait);
            }

            _readings.Writer.TryWrite(read());
        }

        _ended.SetResult();
    }
}
