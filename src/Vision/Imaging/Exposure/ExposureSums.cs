using System.Numerics;

namespace StationAgent.Vision.Imaging.Exposure;

/// <summary>
/// The normal equations of now = before × (a + b × across + c × down) + d, summed over the cells that a first guess of a to d explains.
/// </summary>
internal sealed class ExposureSums
{
    public const int Unknowns = 4;

    // The upper triangle of the matrix, its last sum the number of cells, then the right side.
    private const int Last = (Unknowns * (Unknowns + 1) / 2) - 1;
    private const int Sums = Last + 1 + Unknowns;

    private readonly Vector<double>[] _sums = new Vector<double>[Sums];
    private readonly double[] _normal = new double[Unknowns * (Unknowns + 1)];

    /// <summary>The number of cells that were explained.</summary>
    public int Count => (int)Vector.Sum(_sums[Last]);

    public void Clear() => _sums.AsSpan().Clear();

    /// <summary>Adds a row of cells; those that are not numbers are left out.</summary>
    /// <param name="samples">The cells.</param>
    /// <param name="channel">Which of their channels.</param>
    /// <param name="row">Which of their rows.</param>
    /// <param name="guess">a to d so far.</param>
    /// <param name="tolerance">How far from the guess a cell may lie.</param>
    /// <param name="most">Brighter cells are left out.</param>
    public void Add(ExposureSamples samples, int channel, int row, ReadOnlySpan<double> guess, double tolerance, double most)
    {
        ReadOnlySpan<double> before = samples.Before(channel, row), now = samples.Now(channel, row), across = samples.Across, doubts = samples.Doubts(row);
        var down = samples.Down(row);
        var sums = _sums.AsSpan(0, Sums);
        var (gain, slope, offset) = (new Vector<double>(guess[0] + (guess[2] * down)), new Vector<double>(guess[1]), new Vector<double>(guess[3]));
        for (var x = 0; x < before.Length; x += Vector<double>.Count)
        {
            Vector<double> plain = new(before[x..]), value = new Vector<double>(now[x..]) + new Vector<double>(doubts[x..]), place = new(across[x..]);
            var miss = Vector.Abs(value - (plain * (gain + (slope * place))) - offset);
            var isUsed = Vector.LessThanOrEqual(miss, new Vector<double>(tolerance)) & Vector.LessThanOrEqual(value, new Vector<double>(most));
            plain = Vector.ConditionalSelect(isUsed, plain, Vector<double>.Zero);
            value = Vector.ConditionalSelect(isUsed, value, Vector<double>.Zero);
            Vector<double> aside = plain * place, below = plain * down;
            sums[0] += plain * plain;
            sums[1] += plain * aside;
            sums[2] += plain * below;
            sums[3] += plain;
            sums[4] += aside * aside;
            sums[5] += aside * below;
            sums[6] += aside;
            sums[7] += below * below;
            sums[8] += below;
            sums[Last] += Vector.ConditionalSelect(isUsed, Vector<double>.One, Vector<double>.Zero);
            sums[10] += plain * value;
            sums[11] += aside * value;
            sums[12] += below * value;
            sums[13] += value;
        }
    }

    /// <summary>The equations as <see cref="LeastSquares"/> wants them; the next call gives the same memory.</summary>
    public Span<double> Normal()
    {
        var from = 0;
        for (var row = 0; row < Unknowns; row++)
        {
            for (var column = row; column < Unknowns; column++, from++)
            {
                var sum = Vector.Sum(_sums[from]);
                (_normal[(row * (Unknowns + 1)) + column], _normal[(column * (Unknowns + 1)) + row]) = (sum, sum);
            }
        }

        for (var row = 0; row < Unknowns; row++, from++)
        {
            _normal[(row * (Unknowns + 1)) + Unknowns] = Vector.Sum(_sums[from]);
        }

        return _normal;
    }
}
