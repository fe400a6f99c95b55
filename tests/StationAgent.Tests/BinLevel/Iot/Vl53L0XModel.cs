using StationAgent.Tests.Gpio;

namespace StationAgent.Tests.BinLevel.Iot;

/// <summary>
/// A VL53L0X as its driver sees it: registers in pages that 0xFF selects, a strobe at 0x83 that is answered, and a range 0x1E with each start of a measurement
/// by register 0x00 of page 0.
/// </summary>
internal sealed class Vl53L0XModel : FakeI2c
{
    private const byte Start = 0x00;
    private const byte InterruptClear = 0x0B;
    private const byte InterruptStatus = 0x13;
    private const byte RangeHigh = 0x1E;
    private const byte Strobe = 0x83;
    private const byte PageSelect = 0xFF;

    private readonly byte[,] _registers = new byte[256, 256];
    private readonly Queue<ushort> _ranges = [];
    private byte _page;
    private byte _pointer;

    /// <summary>The ranges that were given out.</summary>
    public int Measurements { get; private set; }

    /// <summary>True for a sensor that acknowledges and does nothing more.</summary>
    public bool IsDead { get; init; }

    public void WillMeasure(params ReadOnlySpan<ushort> millimetres)
    {
        foreach (var range in millimetres)
        {
            _ranges.Enqueue(range);
        }
    }

    protected override void Take(ReadOnlySpan<byte> written)
    {
        _pointer = written[0];
        foreach (var value in written[1..])
        {
            Store(_pointer++, value);
        }
    }

    protected override void Answer(Span<byte> read)
    {
        foreach (ref var value in read)
        {
            value = _registers[_page, _pointer++];
        }
    }

    private void Store(byte register, byte value)
    {
        switch (register)
        {
            case PageSelect:
                _page = value;
                break;
            case Strobe when value == 0 && !IsDead:
                _registers[_page, Strobe] = 1;
                break;
            case Start when _page == 0 && (value & 1) == 1 && !IsDead:
                Measure(isCalibration: _registers[0, 0x01] is 0x01 or 0x02);
                break;
            case InterruptClear when _page == 0:
                _registers[0, InterruptStatus] = 0;
                break;
            default:
                _registers[_page, register] = value;
                break;
        }
    }

    private void Measure(bool isCalibration)
    {
        _registers[0, InterruptStatus] = 0x04;
        if (!isCalibration)
        {
            Measurements++;
            var range = _ranges.Dequeue();
            (_registers[0, RangeHigh], _registers[0, RangeHigh + 1]) = ((byte)(range >> 8), (byte)range);
        }
    }
}
