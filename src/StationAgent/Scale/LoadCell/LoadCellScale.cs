using System.Threading.Channels;
using StationAgent.Weighing;

namespace StationAgent.Scale.LoadCell;

/// <summary>A load cell with its calibration: a scale. The cell is read on a thread of its own and disposed when that thread has ended.</summary>
internal sealed class LoadCellScale : IScale
{
    /// <summary>Three seconds of the slowest cell. When nobody takes the readings the thread waits; a converter forgets what is not fetched anyway.</summary>
    private const int Queue = 32;

    /// <summary>A cell whose thread has not ended by then sits in the kernel; it ends by itself when the call returns.</summary>
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(1);

    private readonly ILoadCell _cell;
    private readonly LoadCellLine _line;

    // A reading goes its way on the thread that brought it: waking another one costs more than the way.
    private readonly Channel<LoadCellReading> _readings = Channel.CreateBounded<LoadCellReading>(
        new BoundedChannelOptions(Queue) { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to read.</summary>
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
#pragma warning disable CA1031 // A thread must not end the process; whoever reads the scale is told, whatever it was.
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
