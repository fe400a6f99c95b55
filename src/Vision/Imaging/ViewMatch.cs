namespace StationAgent.Vision.Imaging;

/// <summary>
/// How well the surroundings of a platform agree in two pictures: the normalised correlation of their fine structure (each cell less the mean of the
/// 25 around it) in the outer fifth of the picture, the best of the nine places that are at most one cell apart. Light that grows, falls or comes
/// from elsewhere changes what is smooth, which is taken out.
/// </summary>
internal sealed class ViewMatch
{
    private const int Reach = 2;
    private const int Slack = 1;
    private const double Surroundings = 0.2;

    // Below this there is no structure to recognise, only noise: the mean of 64 pixels with a noise of 4 spreads by 0.5.
    private const double LeastSpread = 1.2;

    private float[] _learnt = [];
    private float[] _now = [];
    private int _width;
    private int _height;

    /// <summary>Whether a view was learnt whose surroundings can be recognised.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Learns the view from a picture.</summary>
    public void Learn(Overview view)
    {
        (_width, _height) = (view.Width, view.Height);
        FillStructure(view, ref _learnt);
        IsKnown = Spread(_learnt) >= LeastSpread;
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
        var best = -1.0;
        for (var down = -Slack; down <= Slack; down++)
        {
            for (var right = -Slack; right <= Slack; right++)
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
        }

        for (var y = Reach; y < view.Height - Reach; y++)
        {
            for (var x = Reach; x < view.Width - Reach; x++)
            {
                var cell = (y * view.Width) + x;
                if (IsSurrounding(x, y, Slack))
                {
                    structure[cell] = view.Luma(cell) - MeanAround(view, x, y);
                }
            }
        }
    }

    private static float MeanAround(Overview view, int x, int y)
    {
        var sum = 0f;
        for (var row = y - Reach; row <= y + Reach; row++)
        {
            for (var column = x - Reach; column <= x + Reach; column++)
            {
                sum += view.Luma((row * view.Width) + column);
            }
        }

        const int Side = (2 * Reach) + 1;
        return sum / (Side * Side);
    }

    private double Correlate(int right, int down)
    {
        double product = 0, learnt = 0, now = 0;
        const int Edge = Reach + Slack;
        for (var y = Edge; y < _height - Edge; y++)
        {
            for (var x = Edge; x < _width - Edge; x++)
            {
                if (!IsSurrounding(x, y, 0))
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
                if (IsSurrounding(x, y, 0))
                {
                    var value = structure[(y * _width) + x];
                    sum += value * value;
                    count++;
                }
            }
        }

        return count > 0 ? Math.Sqrt(sum / count) : 0;
    }

    private bool IsSurrounding(int x, int y, int more)
    {
        var (columns, rows) = ((int)(_width * Surroundings) + more, (int)(_height * Surroundings) + more);
        return x < columns || x >= _width - columns || y < rows || y >= _height - rows;
    }
}
