using StationAgent.Vision.Imaging.Cells;

namespace StationAgent.Vision.Imaging.Quality;

/// <summary>
/// How well the surroundings of a platform agree in two pictures: the normalised correlation of their fine structure (each cell less the mean of the
/// 25 around it) in the outer fifth of the picture, the best of the nine places that are at most one cell apart. Light that grows, falls or comes
/// from elsewhere changes what is smooth, which is taken out.
/// </summary>
internal sealed class ViewMatch
{
    private const int Reach = 2;
    private const int MaxShift = 1;
    private const double Surroundings = 0.2;

    // Good enough without shifting, which is the usual case.
    private const double GoodMatch = 0.8;

    // Below this there is no structure to recognise, only noise: the mean of 64 pixels with a noise of 4 spreads by 0.5.
    private const double MinSpread = 1.2;

    private float[] _learnt = [];
    private float[] _now = [];
    private float[] _luma = [];
    private float[] _across = [];
    private int _width;
    private int _height;

    /// <summary>True when a view was learnt whose surroundings can be recognised.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Learns the view from a picture.</summary>
    public void Learn(Overview view)
    {
        (_width, _height) = (view.Width, view.Height);
        FillStructure(view, ref _learnt);
        IsKnown = Spread(_learnt) >= MinSpread;
    }

    /// <summary>Compares a picture with the view that was learnt.</summary>
    /// <returns>-1 to 1; null when there is nothing to recognise or the picture has another shape.</returns>
    public double? With(Overview view)
    {
        if (!IsKnown || view.Width != _width || view.Height != _height)
        {
            return null;
        }

        FillStructure(view, ref _now);
        var best = Correlate(0, 0);
        if (best >= GoodMatch)
        {
            return best;
        }

        for (var down = -MaxShift; down <= MaxShift; down++)
        {
            for (var right = -MaxShift; right <= MaxShift; right++)
            {
                best = Math.Max(best, Correlate(right, down));
            }
        }

        return best;
    }

    private void FillStructure(Overview view, ref float[] structure)
    {
        if (structure.Length != view.Cells)
        {
            structure = new float[view.Cells];
            (_luma, _across) = (new float[view.Cells], new float[view.Cells]);
        }

        for (var cell = 0; cell < view.Cells; cell++)
        {
            _luma[cell] = view.Luma(cell);
        }

        // Sums of five across, then of five of those down.
        var width = view.Width;
        for (var cell = Reach; cell < view.Cells - Reach; cell++)
        {
            _across[cell] = _luma[cell - 2] + _luma[cell - 1] + _luma[cell] + _luma[cell + 1] + _luma[cell + 2];
        }

        const float Share = 1f / 25;
        for (var cell = Reach * width; cell < view.Cells - (Reach * width); cell++)
        {
            var sum = _across[cell - (2 * width)] + _across[cell - width] + _across[cell] + _across[cell + width] + _across[cell + (2 * width)];
            structure[cell] = _luma[cell] - (sum * Share);
        }
    }

    private double Correlate(int right, int down)
    {
        double product = 0, learnt = 0, now = 0;
        const int Edge = Reach + MaxShift;
        for (var y = Edge; y < _height - Edge; y++)
        {
            for (var x = Edge; x < _width - Edge; x++)
            {
                if (!IsSurrounding(x, y))
                {
                    continue;
                }

                double a = _learnt[(y * _width) + x];
                double b = _now[((y + down) * _width) + x + right];
                product += a * b;
                learnt += a * a;
                now += b * b;
            }
        }

        return learnt > 0 && now > 0 ? product / Math.Sqrt(learnt * now) : 0;
    }

    private double Spread(float[] structure)
    {
        double sum = 0;
        var count = 0;
        for (var y = Reach; y < _height - Reach; y++)
        {
            for (var x = Reach; x < _width - Reach; x++)
            {
                if (IsSurrounding(x, y))
                {
                    var value = structure[(y * _width) + x];
                    sum += value * value;
                    count++;
                }
            }
        }

        return count > 0 ? Math.Sqrt(sum / count) : 0;
    }

    private bool IsSurrounding(int x, int y)
    {
        var (columns, rows) = ((int)(_width * Surroundings), (int)(_height * Surroundings));
        return x < columns || x >= _width - columns || y < rows || y >= _height - rows;
    }
}
