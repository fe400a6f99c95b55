namespace StationAgent.Vision.Capture.V4l2;

/// <summary>The kernel calls that a video device needs; it makes no decisions. Used by one thread, except <see cref="Cancel"/>.</summary>
internal interface IVideoDevice : IDisposable
{
    /// <summary>The path that was given.</summary>
    string Path { get; }

    /// <summary>Opens the device.</summary>
    /// <returns>0, or the error number.</returns>
    int Open();

    /// <summary>Sends a request (<c>ioctl</c>), again when a signal interrupts it.</summary>
    /// <param name="request">One of <see cref="V4l2Api"/>.</param>
    /// <param name="argument">The struct, read and written.</param>
    /// <returns>0, or the error number.</returns>
    int Control(uint request, Span<byte> argument);

    /// <summary>Maps one of the driver's buffers for reading.</summary>
    /// <returns>Its address; 0 when it failed.</returns>
    nint Map(uint length, uint offset);

    /// <summary>Ends a mapping.</summary>
    void Unmap(nint address, uint length);

    /// <summary>Waits for a filled buffer.</summary>
    /// <param name="limit">The longest wait.</param>
    VideoWait Wait(TimeSpan limit);

    /// <summary>Ends the present wait and every later one. Any thread may call it, also after the device was disposed of.</summary>
    void Cancel();
}
