using StationAgent.Tests.Gpio;

namespace StationAgent.Tests.Signals.Iot;

/// <summary>
/// An HD44780 behind a PCF8574 as their data sheets describe them: each byte sets the expander's pins (RS, R/W, E, backlight, D4 to D7), and the display takes the
/// four data lines when E falls; after power-up as an eight-bit command, later as halves of a byte.
/// </summary>
internal sealed class Hd44780Model(int columns, int rows) : FakeI2c
{
    private const int RegisterSelect = 1;
    private const int Enable = 4;
    private const int Backlight = 8;

    private readonly byte[] _memory = new byte[128];
    private bool _isFourBit;
    private int? _highHalf;
    private int _address;
    private byte _pins;

    public bool IsLit => (_pins & Backlight) != 0;

    public bool IsOn { get; private set; }

    public bool HasTwoLines { get; private set; }

    public int Clears { get; private set; }

    public string Text => string.Join('\n', Enumerable.Range(0, rows).Select(Line));

    /// <summary>The display loses its power and gets it back.</summary>
    public void PowerCycle()
    {
        Array.Fill(_memory, (byte)' ');
        (_isFourBit, _highHalf, _address, IsOn, HasTwoLines) = (false, null, 0, false, false);
    }

    protected override void Take(ReadOnlySpan<byte> written)
    {
        foreach (var pins in written)
        {
            if ((_pins & Enable) != 0 && (pins & Enable) == 0)
            {
                Latch(_pins >> 4, (_pins & RegisterSelect) != 0);
            }

            _pins = pins;
        }
    }

    private void Latch(int nibble, bool isData)
    {
        if (!_isFourBit)
        {
            Run((byte)(nibble << 4), isData);
        }
        else if (_highHalf is { } high)
        {
            _highHalf = null;
            Run((byte)((high << 4) | nibble), isData);
        }
        else
        {
            _highHalf = nibble;
        }
    }

    private void Run(byte value, bool isData)
    {
        switch (value)
        {
            case var data when isData:
                _memory[_address++ & 0x7F] = data;
                break;
            case >= 0x80:
                _address = value & 0x7F;
                break;
            case >= 0x20 and < 0x40:
                (_isFourBit, HasTwoLines) = ((value & 0x10) == 0, (value & 0x08) != 0);
                break;
            case >= 0x08 and < 0x10:
                IsOn = (value & 0x04) != 0;
                break;
            case 0x01:
                Array.Fill(_memory, (byte)' ');
                (_address, Clears) = (0, Clears + 1);
                break;
            case 0x02 or 0x03:
                _address = 0;
                break;
        }
    }

    private string Line(int row)
    {
        var start = new[] { 0x00, 0x40, 0x14, 0x54 }[row];
        return string.Concat(_memory.AsSpan(start, columns).ToArray().Select(static character => (char)character));
    }
}
