namespace StationAgent.Vision.Imaging;

/// <summary>
/// Foretells what an unchanged platform would look like under the light of another frame. Automatic exposure, white balance and lamps change the whole
/// picture smoothly, so each channel of the frame is fitted as reference × (gain + slope across + slope down) + offset over the cells that agree;
/// the others, the object among them, are left out step by step. Every third cell of every third row is enough for four unknowns.
/// </summary>
internal sealed class ExposureFit
{
    private const int Channels = 3;
    private const int Unknowns = 4;
    private const int Rounds = 3;
    private const int Stride = 3;

    // Gains from 1/4 to 4 in steps of 4 %.
    private const int Bins = 71;
    private const float LogSpan = 1.386f;

    // Cells near black or clipped say nothing about gain.
    private const float Black = 10;
    private const float Clipped = 250;

    // Slopes and offset are held at zero where the cells say nothing about them.
    private const double Ridge = 0.02;

    private readonly float[] _bins = new float[Bins];
    private readonly double[] _normal = new double[Unknowns * (Unknowns + 1)];
    private readonly double[] _fit = new double[Channels * Unknowns];

    /// <summary>Fits <paramref name="reference"/> to <paramref name="frame"/>, a grid of the same size.</summary>
    public void Fit(Overview reference, Overview frame)
    {
        _fit.AsSpan().Clear();
        var gain = CommonestGain(reference, frame);
        for (var channel = 0; channel < Channels; channel++)
        {
            _fit[channel * Unknowns] = gain;
        }

        for (var round = 0; round < Rounds; round++)
        {
            var tolerance = 10 + (26 / (1 << (2 * round)));
            for (var channel = 0; channel < Channels; channel++)
            {
                Improve(reference, frame, channel, tolerance);
            }
        }
    }

    /// <summary>Writes a channel of the reference as it would look under the frame's light.</summary>
    public void Foretell(Overview reference, int channel, Span<float> expected)
    {
        var fit = _fit.AsSpan(channel * Unknowns, Unknowns);
        var source = reference.Plane(channel);
        var step = (float)(fit[1] * 2 / reference.Width);
        var offset = (float)(fit[3] * 128);
        for (int y = 0, cell = 0; y < reference.Height; y++)
        {
            var gain = (float)(fit[0] - fit[1] + (fit[2] * Position(y, reference.Height)));
            for (var x = 0; x < reference.Width; x++, cell++)
            {
                expected[cell] = (source[cell] * (gain + (step * x))) + offset;
            }
        }
    }

    // From -1 to 1 over the view.
    private static double Position(int at, int count) => (2.0 * at / count) - 1;

    // The gain that most cells share, those near the edge counting thrice: objects lie in the middle.
    private float CommonestGain(Overview reference, Overview frame)
    {
        var bins = _bins.AsSpan();
        bins.Clear();
        for (var y = 0; y < reference.Height; y += Stride)
        {
            for (var x = 0; x < reference.Width; x += Stride)
            {
                var cell = (y * reference.Width) + x;
                float before = reference.Luma(cell), after = frame.Luma(cell);
                if (before < Black || after < Black || before > Clipped || after > Clipped)
                {
                    continue;
                }

                var bin = (int)MathF.Round((MathF.Log(after / before) + LogSpan) / (2 * LogSpan) * (Bins - 1));
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

        return best < 0 ? 1 : MathF.Exp(((float)best / (Bins - 1) * 2 * LogSpan) - LogSpan);
    }

    private static bool IsNearEdge(int x, int y, Overview grid) =>
        x < grid.Width / 10 || y < grid.Height / 10 || x >= grid.Width - (grid.Width / 10) || y >= grid.Height - (grid.Height / 10);

    // Least squares over the cells that the fit so far explains.
    private void Improve(Overview reference, Overview frame, int channel, double tolerance)
    {
        var normal = _normal.AsSpan();
        normal.Clear();
        var fit = _fit.AsSpan(channel * Unknowns, Unknowns);
        ReadOnlySpan<float> source = reference.Plane(channel), target = frame.Plane(channel);
        Span<double> row = stackalloc double[Unknowns];
        row[3] = 1;
        int used = 0, seen = 0;
        for (var y = 0; y < reference.Height; y += Stride)
        {
            var down = Position(y, reference.Height);
            for (var x = 0; x < reference.Width; x += Stride, seen++)
            {
                var cell = (y * reference.Width) + x;
                row[0] = source[cell] / 128.0;
                row[1] = row[0] * Position(x, reference.Width);
                row[2] = row[0] * down;
                var value = target[cell] / 128.0;
                var expected = (fit[0] * row[0]) + (fit[1] * row[1]) + (fit[2] * row[2]) + fit[3];
                if (Math.Abs(value - expected) * 128 <= tolerance && target[cell] <= Clipped)
                {
                    LeastSquares.Add(normal, row, value);
                    used++;
                }
            }
        }

        if (used < seen / 10)
        {
            return;
        }

        for (var unknown = 1; unknown < Unknowns; unknown++)
        {
            normal[(unknown * (Unknowns + 1)) + unknown] += Ridge * used;
        }

        // The row has served: it takes the solution.
        if (LeastSquares.Solve(normal, row))
        {
            row.CopyTo(fit);
        }
    }
}
