using System.Numerics;
using StationAgent.Vision.Imaging.Cells;

namespace StationAgent.Vision.Imaging.Exposure;

/// <summary>
/// Every third cell of every third row of two grids, side by side: enough for the few unknowns of a light. Values are of 128, positions run from -1 to 1
/// over the view. Rows are padded to whole vectors; the rest is filled with NaN, so that every comparison leaves it out.
/// </summary>
internal sealed class ExposureSamples
{
    private const int Channels = 3;
    private const int Step = 3;

    /// <summary>The level that a value of 1 means.</summary>
    public const float Unit = 128;

    private static readonly int MaxLine = (Overview.LongSide / Step) + 1 + Vector<double>.Count;

    private readonly double[][] _before = [new double[MaxLine * MaxLine], new double[MaxLine * MaxLine], new double[MaxLine * MaxLine]];
    private readonly double[][] _now = [new double[MaxLine * MaxLine], new double[MaxLine * MaxLine], new double[MaxLine * MaxLine]];
    private readonly double[] _doubts = new double[MaxLine * MaxLine];
    private readonly double[] _across = new double[MaxLine];
    private int _stride;
    private int _width;
    private int _height;

    public int Rows { get; private set; }

    public int Columns { get; private set; }

    public int Count => Rows * Columns;

    public void Take(Overview reference, Overview frame)
    {
        (_width, _height) = (frame.Width, frame.Height);
        Columns = (frame.Width + Step - 1) / Step;
        Rows = (frame.Height + Step - 1) / Step;
        _stride = (Columns + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        for (var column = 0; column < Columns; column++)
        {
            _across[column] = (2.0 * column * Step / frame.Width) - 1;
        }

        for (var channel = 0; channel < Channels; channel++)
        {
            Take(reference, channel, _before[channel]);
            Take(frame, channel, _now[channel]);
        }
    }

    /// <summary>A channel of a row of the reference.</summary>
    public ReadOnlySpan<double> Before(int channel, int row) => _before[channel].AsSpan(row * _stride, _stride);

    /// <summary>A channel of a row of the frame.</summary>
    public ReadOnlySpan<double> Now(int channel, int row) => _now[channel].AsSpan(row * _stride, _stride);

    /// <summary>For each cell of a row 0 when it counts and NaN when it is left out, so that every sum with it is left out too.</summary>
    public ReadOnlySpan<double> Doubts(int row) => _doubts.AsSpan(row * _stride, _stride);

    /// <summary>Makes all cells count.</summary>
    public void CountAll() => _doubts.AsSpan(0, Rows * _stride).Clear();

    /// <summary>Leaves out every cell of which a channel lies further from the fit than the tolerance; a clipped channel says nothing.</summary>
    /// <param name="fit">Gain, slopes and offset of each channel, one after the other, as <see cref="ExposureSums"/> has them.</param>
    /// <param name="tolerance">In units of <see cref="Unit"/>.</param>
    /// <param name="most">Above it a channel is clipped.</param>
    /// <returns>How many cells count.</returns>
    public int LeaveOut(ReadOnlySpan<double> fit, double tolerance, double most)
    {
        var counted = Vector<double>.Zero;
        for (var row = 0; row < Rows; row++)
        {
            var doubts = _doubts.AsSpan(row * _stride, _stride);
            var down = Down(row);
            for (var x = 0; x < doubts.Length; x += Vector<double>.Count)
            {
                var isOut = Vector<long>.Zero;
                for (var channel = 0; channel < Channels; channel++)
                {
                    var of = fit.Slice(channel * ExposureSums.Unknowns, ExposureSums.Unknowns);
                    Vector<double> before = new(Before(channel, row)[x..]), now = new(Now(channel, row)[x..]), place = new(_across.AsSpan(x));
                    var miss = Vector.Abs(now - (before * (new Vector<double>(of[0] + (of[2] * down)) + (place * of[1]))) - new Vector<double>(of[3]));
                    isOut |= Vector.GreaterThan(miss, new Vector<double>(tolerance)) & Vector.LessThanOrEqual(now, new Vector<double>(most));
                }

                Vector.ConditionalSelect(isOut, new Vector<double>(double.NaN), Vector<double>.Zero).CopyTo(doubts[x..]);
                counted += Vector.ConditionalSelect(isOut, Vector<double>.Zero, Vector<double>.One);
            }
        }

        return (int)Vector.Sum(counted) - (Rows * (_stride - Columns));
    }

    /// <summary>The position of each column, -1 to 1.</summary>
    public ReadOnlySpan<double> Across => _across.AsSpan(0, _stride);

    /// <summary>The position of a row, -1 to 1.</summary>
    public double Down(int row) => (2.0 * row * Step / _height) - 1;

    /// <summary>True for a tenth of the view on each side.</summary>
    public bool IsNearEdge(int column, int row) => IsNear(column * Step, _width) || IsNear(row * Step, _height);

    private static bool IsNear(int at, int count) => at < count / 10 || at >= count - (count / 10);

    private void Take(Overview grid, int channel, double[] samples)
    {
        var plane = grid.Plane(channel);
        for (var row = 0; row < Rows; row++)
        {
            var target = samples.AsSpan(row * _stride, _stride);
            target[Columns..].Fill(double.NaN);
            var source = plane.Slice(row * Step * grid.Width, grid.Width);
            for (int column = 0, x = 0; column < Columns; column++, x += Step)
            {
                target[column] = source[x] / Unit;
            }
        }
    }
}
