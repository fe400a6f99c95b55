using System.Text;
using StationAgent.Tests.Gpio;

namespace StationAgent.Tests.Signals.Iot;

/// <summary>An SSD1306 as its data sheet describes it, in horizontal addressing: commands behind 0x00, pixels behind 0x40, eight rows to a byte.</summary>
internal sealed class Ssd1306Model : FakeI2c
{
    private const int Width = 128;

    private readonly byte[] _memory = new byte[Width * 8];
    private (int First, int Last) _columns = (0, 127);
    private (int First, int Last) _pages = (0, 7);
    private int _column;
    private int _page;

    public Ssd1306Model() => Array.Fill(_memory, (byte)0xA5);

    public bool IsOn { get; private set; }

    public int Rows { get; private set; }

    public byte ComPins { get; private set; }

    public int LitPixels => _memory.Sum(static column => int.PopCount(column));

    /// <summary>A part of the picture, a line of text for each row of pixels.</summary>
    public string Picture(int left, int top, int width, int height)
    {
        var picture = new StringBuilder();
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
            {
                picture.Append((_memory[(y / 8 * Width) + x] >> (y % 8) & 1) == 1 ? '#' : '.');
            }

            picture.Append('\n');
        }

        return picture.ToString();
    }

    protected override void Take(ReadOnlySpan<byte> written)
    {
        if (written[0] == 0x40)
        {
            foreach (var column in written[1..])
            {
                Draw(column);
            }

            return;
        }

        var command = written[1..];
        switch (command[0])
        {
            case 0x21:
                _columns = (command[1], command[2]);
                _column = command[1];
                break;
            case 0x22:
                _pages = (command[1], command[2]);
                _page = command[1];
                break;
            case 0xA8:
                Rows = command[1] + 1;
                break;
            case 0xDA:
                ComPins = command[1];
                break;
            case 0xAE or 0xAF:
                IsOn = command[0] == 0xAF;
                break;
        }
    }

    private void Draw(byte column)
    {
        _memory[(_page * Width) + _column] = column;
        if (++_column > _columns.Last)
        {
            _column = _columns.First;
            _page = _page == _pages.Last ? _pages.First : _page + 1;
        }
    }
}
