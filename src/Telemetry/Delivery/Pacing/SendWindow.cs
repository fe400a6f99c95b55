namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// The window of unacknowledged messages of one link, shared by events and state documents, because the broker counts both.
/// </summary>
internal sealed class SendWindow(int size) : IDisposable
{
    private readonly SemaphoreSlim _free = new(size, size);

    public int Size => size;

    /// <summary>Called after <see cref="Release"/>; returns at once.</summary>
    public Action? Released { get; set; }

    public bool IsFull => _free.CurrentCount == 0;

    /// <summary>True when nothing is in flight.</summary>
    public bool IsIdle => _free.CurrentCount == size;

    public bool TryTake() => _free.Wait(0);

    public Task TakeAsync(CancellationToken cancellationToken) => _free.WaitAsync(cancellationToken);

    /// <summary>Frees a place without calling <see cref="Released"/>, for a caller that checks the window itself.</summary>
    public void PutBack() => _free.Release();

    public void Release()
    {
        _free.Release();
        Released?.Invoke();
    }

    public void Dispose() => _free.Dispose();
}
