using System.Text;

namespace StationAgent.Cli.Live;

/// <summary>
/// The newest masses as a curve of braille dots: two columns and four rows of dots a character. Keeps the newest mass of each step of time, as many
/// as the widest picture shows.
/// </summary>
/// <param name="perColumn">The time of one column of dots.</param>
internal sealed class MassCurve(TimeSpan perColumn)
{
    /// <summary>The columns of dots that a character has.</summary>
    private const int DotsAcross = 2;

    private const int DotsDown = 4;

    private const int MostColumns = 512;

    /// <summary>The smallest full scale in grams: without it the noise of an empty platform would fill the picture.</summary>
    private const double SmallestFullScale = 50;

    private static readonly int[,] DotBits = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } };

    private readonly double[] _columns = new double[MostColumns];
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

    /// <summary>The time that a picture of some width shows.</summary>
    public TimeSpan SpanOf(int width) => perColumn * ColumnsOf(width);

    /// <summary>The picture, one text line a row from the top.</summary>
    public string[] Draw(int width, int height)
    {
        var columns = ColumnsOf(width);
        FullScale = SmallestFullScale;
        for (var x = 0; x < columns; x++)
        {
            FullScale = Math.Max(FullScale, _columns[Index(_newestColumn - x)]);
        }

        var cells = new int[height, width];
        var dots = height * DotsDown;
        var previous = -1;
        for (var x = 0; x < columns; x++)
        {
            var grams = _columns[Index(_newestColumn - columns + 1 + x)];
            var y = dots - 1 - Math.Clamp((int)Math.Round(grams / FullScale * (dots - 1)), 0, dots - 1);
            var from = previous < 0 ? y : Math.Min(previous, y);
            var to = previous < 0 ? y : Math.Max(previous, y);
            for (var dot = from; dot <= to; dot++)
            {
                cells[dot / DotsDown, x / DotsAcross] |= DotBits[x % DotsAcross, dot % DotsDown];
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

    private static int ColumnsOf(int width) => Math.Min(width * DotsAcross, MostColumns);

    private int Index(long column) => (int)(((column % _columns.Length) + _columns.Length) % _columns.Length);
}
