using System.Text;

namespace StationAgent.Cli.Live;

/// <summary>
/// The newest masses as a curve of braille dots: two columns and four rows of dots a character. Keeps one dot column for each
/// <c>secondsPerColumn</c> of station time and forgets what is older than the picture.
/// </summary>
internal sealed class MassCurve(int width, int height, TimeSpan perColumn)
{
    /// <summary>The smallest full scale in grams: without it the noise of an empty platform would fill the picture.</summary>
    private const double SmallestFullScale = 50;

    private static readonly int[,] DotBits = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } };

    private readonly double[] _columns = new double[width * 2];
    private long _newestColumn = -1;

    /// <summary>The largest mass in the picture, at least the smallest full scale, in grams.</summary>
    public double FullScale { get; private set; } = SmallestFullScale;

    /// <summary>Adds a mass; the newest of a column counts.</summary>
    public void Add(TimeSpan at, double grams)
    {
        var column = at.Ticks / perColumn.Ticks;
        if (_newestColumn < 0)
        {
            _newestColumn = column;
        }

        for (var steps = 0; _newestColumn < column && steps <= _columns.Length; steps++)
        {
            var last = _columns[Index(_newestColumn)];
            _newestColumn++;
            _columns[Index(_newestColumn)] = last;
        }

        _newestColumn = column;
        _columns[Index(column)] = grams;
    }

    /// <summary>The picture, one text line a row from the top.</summary>
    public string[] Draw()
    {
        FullScale = SmallestFullScale;
        foreach (var grams in _columns)
        {
            FullScale = Math.Max(FullScale, grams);
        }

        var cells = new int[height, width];
        var dots = height * 4;
        var previous = -1;
        for (var x = 0; x < _columns.Length; x++)
        {
            var grams = _columns[Index(_newestColumn + 1 + x)];
            var y = dots - 1 - Math.Clamp((int)Math.Round(grams / FullScale * (dots - 1)), 0, dots - 1);
            var from = previous < 0 ? y : Math.Min(previous, y);
            var to = previous < 0 ? y : Math.Max(previous, y);
            for (var dot = from; dot <= to; dot++)
            {
                cells[dot / 4, x / 2] |= DotBits[x % 2, dot % 4];
            }

            previous = y;
        }

        var lines = new string[height];
        var line = new StringBuilder(width);
        for (var row = 0; row < height; row++)
        {
            line.Clear();
            for (var column = 0; column < width; column++)
            {
                line.Append((char)(0x2800 + cells[row, column]));
            }

            lines[row] = line.ToString();
        }

        return lines;
    }

    private int Index(long column) => (int)(((column % _columns.Length) + _columns.Length) % _columns.Length);
}
