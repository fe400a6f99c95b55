using System.Device.I2c;

namespace StationAgent.Tests.Gpio;

/// <summary>A device on a simulated I²C bus: a model takes what is written and answers what is read.</summary>
internal abstract class FakeI2c : I2cDevice
{
    /// <summary>Thrown by each transfer, as when nothing acknowledges the address; null for a device that is there.</summary>
    public IOException? Failure { get; set; }

    public bool IsDisposed { get; private set; }

    public override I2cConnectionSettings ConnectionSettings { get; } = new(1, 0x29);

    public sealed override void Write(ReadOnlySpan<byte> buffer)
    {
        Check();
        Take(buffer);
    }

    public sealed override void Read(Span<byte> buffer)
    {
        Check();
        Answer(buffer);
    }

    public sealed override byte ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        Read(one);
        return one[0];
    }

    public sealed override void WriteByte(byte value) => Write([value]);

    public sealed override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Write(writeBuffer);
        Read(readBuffer);
    }

    protected abstract void Take(ReadOnlySpan<byte> written);

    protected virtual void Answer(Span<byte> read) => throw new NotSupportedException("This device is only written to.");

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    private void Check()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
