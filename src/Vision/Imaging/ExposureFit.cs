namespace StationAgent.Vision.Imaging;

/// <summary>
/// Foretells what an unchanged platform would look like under the light of another frame. Automatic exposure, white balance and lamps change the whole
/// picture smoothly, so each channel of the frame is fitted as reference × (gain + slope across + slope down) + offset over the cells that agree;
/// the others, the object among them, are left out step by step.
/// </summary>
internal sealed class ExposureFit
{
    private const int Unknowns = 4;
    private const int Rounds = 4;

    // Gains from 1/4 to 4 in steps of 4 %.
    private const int Bins = 71;
    private const double LogSpan = 1.386;

    // Cells near black or clipped say nothing about gain.
    private const float Black = 10;
    private const float Clipped = 250;

    private readonly float[][] _expected = [new float[Overview.MaxCells], new float[Overview.MaxCells], new float[Overview.MaxCells]];
    private readonly float[] _bins = new float[Bins];
    private readonly double[] _normal = new double[Unknowns * (Unknowns + 1)];
    private int _cells;

    /// <summary>The reference under the frame's light, by channel.</summary>
    public ReadOnlySpan<float> Expected(int channel) => _expected[channel].AsSpan(0, _cells);

    /// <summary>Fits <paramref name="reference"/> to <paramref name="frame"/>, a grid of the same size.</summary>
    public void Fit(Overview reference, Overview frame)
    {
        _cells = reference.Cells;
        var gain = CommonestGain(reference, frame);
        for (var channel = 0; channel < 3; channel++)
        {
            var expected = _expected[channel].AsSpan(0, _cells);
            var source = reference.Plane(channel);
            for (var i = 0; i < source.Length; i++)
            {
                expected[i] = source[i] * gain;
            }
        }

        // The luma of the step before decides which cells agree, so that all channels learn from the same cells.
        Span<double> red = stackalloc double[Unknowns], green = stackalloc double[Unknowns], blue = stackalloc double[Unknowns];
        for (var round = 0; round < Rounds; round++)
        {
            var tolerance = 12f + (24f / (1 << round));
            if (!Solve(reference, frame, 0, tolerance, red) || !Solve(reference, frame, 1, tolerance, green) || !Solve(reference, frame, 2, tolerance, blue))
            {
                return;
            }

            Foretell(reference, 0, red);
            Foretell(reference, 1, green);
            Foretell(reference, 2, blue);
        }
    }

    // The gain that most cells share, those near the edge counting thrice: objects lie in the middle.
    private float CommonestGain(Overview reference, Overview frame)
    {
        var bins = _bins.AsSpan();
        bins.Clear();
        for (int y = 0, cell = 0; y < reference.Height; y++)
        {
            for (var x = 0; x < reference.Width; x++, cell++)
            {
                float before = reference.Luma(cell), after = frame.Luma(cell);
                if (before < Black || after < Black || before > Clipped || after > Clipped)
                {
                    continue;
                }

                var bin = (int)Math.Round((Math.Log(after / before) + LogSpan) / (2 * LogSpan) * (Bins - 1));
                if (bin >= 0 && bin < Bins)
                {
                    bins[bin] += IsNearEdge(x, y, reference) ? 3 : 1;
                }
            }
        }

        var best = -1;
        float most = 0;
        for (var i = 1; i < Bins - 1; i++)
        {
            var weight = bins[i - 1] + (2 * bins[i]) + bins[i + 1];
            if (weight > most)
            {
                (best, most) = (i, weight);
            }
        }

        return best < 0 ? 1 : (float)Math.Exp(((double)best / (Bins - 1) * 2 * LogSpan) - LogSpan);
    }

    private static bool IsNearEdge(int x, int y, Overview grid) =>
        x < grid.Width / 10 || y < grid.Height / 10 || x >= grid.Width - (grid.Width / 10) || y >= grid.Height - (grid.Height / 10);

    // Least squares over the cells that agree, by normal equations; a small ridge holds slopes and offset at zero where the data say nothing.
    private bool Solve(Overview reference, Overview frame, int channel, float tolerance, Span<double> solution)
    {
        var normal = _normal.AsSpan();
        normal.Clear();
        ReadOnlySpan<float> source = reference.Plane(channel), target = frame.Plane(channel);
        Span<double> row = stackalloc double[Unknowns];
        var used = 0;
        for (int y = 0, cell = 0; y < reference.Height; y++)
        {
            var down = (2.0 * y / reference.Height) - 1;
            for (var x = 0; x < reference.Width; x++, cell++)
            {
                if (Math.Abs(target[cell] - _expected[channel][cell]) > tolerance || target[cell] > Clipped)
                {
                    continue;
                }

                var across = (2.0 * x / reference.Width) - 1;
                row[0] = source[cell] / 128.0;
                row[1] = row[0] * across;
                row[2] = row[0] * down;
                row[3] = 1;
                LeastSquares.Add(normal, row, target[cell] / 128.0);
                used++;
            }
        }

        if (used < _cells / 10)
        {
            return false;
        }

        normal[Index(1, 1)] += 0.02 * used;
        normal[Index(2, 2)] += 0.02 * used;
        normal[Index(3, 3)] += 0.02 * used;
        return LeastSquares.Solve(normal, solution);
    }

    private static int Index(int row, int column) => (row * (Unknowns + 1)) + column;

    private void Foretell(Overview reference, int channel, ReadOnlySpan<double> fit)
    {
        var source = reference.Plane(channel);
        var expected = _expected[channel];
        for (int y = 0, cell = 0; y < reference.Height; y++)
        {
            var atLeft = fit[0] - fit[1] + (fit[2] * ((2.0 * y / reference.Height) - 1));
            var step = 2.0 * fit[1] / reference.Width;
            for (var x = 0; x < reference.Width; x++, cell++)
            {
                expected[cell] = (float)((source[cell] * (atLeft + (step * x))) + (fit[3] * 128));
            }
        }
    }
}
