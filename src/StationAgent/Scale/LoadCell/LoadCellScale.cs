using System.Threading.Channels;
using StationAgent.Weighing;

namespace StationAgent.Scale.LoadCell;

/// <summary>A load cell with its calibration, as a scale. The cell is read on its own thread and disposed when that thread has ended.</summary>
internal sealed class LoadCellScale : IScale
{
    /// <summary>Three seconds of the slowest cell. When no readings are taken, the thread waits; the converter drops conversions that are not fetched anyway.</summary>
    private const int Queue = 32;

    /// <summary>A thread that has not ended by then is blocked in the kernel; it ends by itself when the call returns.</summary>
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(1);

    private readonly ILoadCell _cell;
    private readonly LoadCellLine _line;

    // The thread that read a reading also hands it on, because waking another thread costs more.
    private readonly Channel<LoadCellReading> _readings = Channel.CreateBounded<LoadCellReading>(
        new BoundedChannelOptions(Queue) { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts to read the load cell.</summary>
    /// <param name="cell">The load cell; from here on it belongs to the scale.</param>
    /// <param name="line">Its calibration.</param>
    public LoadCellScale(ILoadCell cell, LoadCellLine line)
    {
        _cell = cell;
        _line = line;
        new Thread(Pump) { IsBackground = true, Name = "load cell" }.Start();
    }

    /// <inheritdoc/>
    public string Name => _cell.Name;

    /// <inheritdoc/>
    public async ValueTask<ScaleSample> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            var reading = await _readings.Reader.ReadAsync(cancellationToken);
            return new ScaleSample(reading.At, _line.MassOf(reading.Counts), reading.Status);
        }
        catch (ChannelClosedException closed)
        {
            throw new IOException(closed.InnerException?.Message ?? $"{Name} is closed", closed.InnerException ?? closed);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_ended.Task, Task.Delay(CloseWithin, TimeProvider.System, CancellationToken.None));
        if (_ended.Task.IsCompleted)
        {
            _stop.Dispose();
        }
    }

    private void Pump()
    {
        Exception? failure = null;
        try
        {
            while (true)
            {
                var reading = _cell.Read(_stop.Token);
                if (!_readings.Writer.TryWrite(reading))
                {
                    _readings.Writer.WriteAsync(reading, _stop.Token).AsTask().GetAwaiter().GetResult();
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Closed.
        }
#pragma warning disable CA1031 // An exception on this thread must not end the process; the reader of the scale gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        _cell.Dispose();
        _readings.Writer.TryComplete(failure);
        _ended.SetResult();
    }
}
