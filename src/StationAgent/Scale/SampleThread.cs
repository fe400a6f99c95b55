using System.Threading.Channels;
using StationAgent.Scale.Lines;
using StationAgent.Vision.Capture;
using StationAgent.Weighing;

namespace StationAgent.Scale;

/// <summary>
/// The thread of a scale: it opens the line and reads it, and the samples wait in a bounded channel. If they are not taken, the scale fails, because it must not
/// lose a sample.
/// </summary>
internal sealed class SampleThread : IAsyncDisposable
{
    private const int MaximumWaiting = 512;

    private static readonly TimeSpan ClosingLimit = TimeSpan.FromSeconds(1);

    private readonly string _scale;
    private readonly Func<CancellationToken, ILine> _open;
    private readonly Action<ILine> _read;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The thread that read a sample also hands it on, because waking another thread costs more.
    private readonly Channel<ScaleSample> _samples = Channel.CreateBounded<ScaleSample>(
        new BoundedChannelOptions(MaximumWaiting) { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true });

    private TimeSpan _lastSample = TimeSpan.MinValue;

    /// <summary>Prepares the thread.</summary>
    /// <param name="scale">The scale in messages.</param>
    /// <param name="open">Opens the line; called once, on the thread. The token ends it.</param>
    /// <param name="read">Reads the line without end and hands its samples to <see cref="Add"/>; called on the thread.</param>
    public SampleThread(string scale, Func<CancellationToken, ILine> open, Action<ILine> read) => (_scale, _open, _read) = (scale, open, read);

    /// <summary>Starts; a failure is reported by the first <see cref="NextAsync"/>.</summary>
    public void Start() => new Thread(Run) { IsBackground = true, Name = "scale" }.Start();

    /// <summary>Waits for the next sample.</summary>
    /// <exception cref="IOException">The scale is lost; the message says why.</exception>
    public async ValueTask<ScaleSample> NextAsync(CancellationToken cancellationToken)
    {
        ScaleSample sample;
        while (!_samples.Reader.TryRead(out sample))
        {
            if (!await _samples.Reader.WaitToReadAsync(cancellationToken))
            {
                throw new IOException($"{_scale} is closed");
            }
        }

        return sample;
    }

    /// <summary>Hands a sample on. What was read at once came one after the other; a sample whose time does not advance would be refused.</summary>
    /// <exception cref="IOException">The samples are not taken.</exception>
    public void Add(in ScaleSample sample)
    {
        _lastSample = sample.At > _lastSample ? sample.At : _lastSample + TimeSpan.FromTicks(1);
        if (!_samples.Writer.TryWrite(sample with { At = _lastSample }))
        {
            throw new IOException($"{_scale}: {MaximumWaiting} samples are waiting and are not taken");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        try
        {
            await _ended.Task.WaitAsync(ClosingLimit, TimeProvider.System);
            _closing.Dispose();
        }
        catch (TimeoutException)
        {
            // A name server, a driver or the kernel blocks the thread. It closes the line when the call returns; there is no need to wait for that.
        }
    }

    private void Run()
    {
        Exception? failure = null;
        try
        {
            using var line = _open(_closing.Token);
            _read(line);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Closed.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // An exception on this thread must not end the process; the caller that waits for a sample gets it instead.
            failure = exception as IOException ?? new IOException($"{_scale} has failed: {FailureText.Of(exception)}", exception);
        }

        _samples.Writer.TryComplete(failure);
        _ended.TrySetResult();
    }
}
