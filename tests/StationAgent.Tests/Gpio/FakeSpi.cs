using System.Device.Spi;

namespace StationAgent.Tests.Gpio;

/// <summary>A simulated SPI bus that keeps the last transfer.</summary>
internal sealed class FakeSpi : SpiDevice
{
    public byte[] Last { get; private set; } = [];

    public int Writes { get; private set; }

    public bool IsDisposed { get; private set; }

    public override SpiConnectionSettings ConnectionSettings { get; } = new(0, 0);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        Last = buffer.ToArray();
        Writes++;
    }

    public override void Read(Span<byte> buffer) => throw new NotSupportedException("A strip gives no answer.");

    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) => throw new NotSupportedException("A strip gives no answer.");

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
