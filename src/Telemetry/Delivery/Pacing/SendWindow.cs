namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>Places for unacknowledged messages of one link, shared by events and state documents, because the broker counts both.</summary>
internal sealed class SendWindow(int size) : IDisposable
{
    private readonly SemaphoreSlim _free = new(size, size);

    public int Size => size;

    /// <summary>Called after <see cref="Release"/>; returns at once.</summary>
    public Action? Released { get; set; }

    public bool IsFull => _free.CurrentCount == 0;

    /// <summary>True when nothing is on its way.</summary>
    public bool IsIdle => _free.CurrentCount == size;

    public bool TryTake() => _free.Wait(0);

    public Task TakeAsync(CancellationToken cancellationToken) => _free.WaitAsync(cancellationToken);

    /// <summary>Gives a place back without telling, for the one who will look for itself.</summary>
    public void PutBack() => _free.Release();

    public void Release()
    {
        _free.Release();
        Released?.Invoke();
    }

    public void Dispose() => _free.Dispose();
}
