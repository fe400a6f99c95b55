namespace StationAgent.Vision.Capture;

/// <summary>
/// Waits for a frame in a way that a caller can give up without ending what it waits for: cancelling a read of an HTTP answer closes its connection, and the next
/// attempt would begin at the start again. Not for use by two threads at once.
/// </summary>
/// <param name="read">Reads the next frame; called again only after it has ended.</param>
internal sealed class PendingFrame(Func<Task<Frame>> read)
{
    private Task<Frame>? _reading;

    /// <summary>Waits for the next frame; a read that was begun by an earlier call goes on.</summary>
    public async ValueTask<Frame> NextAsync(CancellationToken cancellationToken)
    {
        var reading = _reading ??= read();
        await ((Task)reading).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!reading.IsCompleted)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        _reading = null;
        return await reading;
    }

    /// <summary>Waits until a read that is going on has ended; its outcome does not matter.</summary>
    public async ValueTask EndAsync()
    {
        if (_reading is { } reading)
        {
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
