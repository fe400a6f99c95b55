using StationAgent.Vision.Imaging.Cells;

namespace StationAgent.Vision.Imaging.Exposure;

/// <summary>
/// Predicts how an unchanged platform would look under the light of another frame. Automatic exposure, white balance and lamps change the whole
/// picture smoothly, so each channel of the frame is fitted as reference × (gain + slope across + slope down) + offset over the cells that agree;
/// the others, the object among them, are left out step by step. What differs in one channel is left out of all, once there is a first fit: brown on grey
/// may look like grey under less light in green.
/// </summary>
internal sealed class ExposureFit
{
    private const int Channels = 3;
    private const int Unknowns = ExposureSums.Unknowns;
    private const int Rounds = 3;

    // Gains from 1/4 to 4 in steps of 4 %.
    private const int Bins = 71;
    private const float LogSpan = 1.386f;

    // Cells near black or clipped say nothing about gain.
    private const double Black = 10 / ExposureSamples.Unit;
    private const double Clipped = 250 / ExposureSamples.Unit;

    // A fit to less than a tenth of the cells is not used.
    private const int MinFitDivisor = 10;

    // Slopes and offset are held at zero where the cells say nothing about them.
    private const double Ridge = 0.02;

    private readonly ExposureSamples _samples = new();
    private readonly ExposureSums _sums = new();
    private readonly float[] _bins = new float[Bins];
    private readonly double[] _fit = new double[Channels * Unknowns];

    /// <summary>Finds the light that turns <paramref name="reference"/> into <paramref name="frame"/>, a grid of the same size.</summary>
    public Light Fit(Overview reference, Overview frame)
    {
        _samples.Take(reference, frame);
        _fit.AsSpan().Clear();
        var gain = CommonestGain();
        for (var channel = 0; channel < Channels; channel++)
        {
            _fit[channel * Unknowns] = gain;
        }

        for (var round = 0; round < Rounds; round++)
        {
            var tolerance = (10 + (26 / (1 << (2 * round)))) / ExposureSamples.Unit;
            // Where white balance changed so much that a channel agrees nowhere, each is fitted by itself.
            if (round == 0 || _samples.LeaveOut(_fit, tolerance, Clipped) < _samples.Count / MinFitDivisor)
            {
                _samples.CountAll();
            }

            for (var channel = 0; channel < Channels; channel++)
            {
                Improve(channel, tolerance);
            }
        }

        return new Light(LightOf(0, frame), LightOf(1, frame), LightOf(2, frame));
    }

    private ChannelLight LightOf(int channel, Overview frame)
    {
        var fit = _fit.AsSpan(channel * Unknowns, Unknowns);
        return new ChannelLight(
            (float)(fit[0] - fit[1] - fit[2]),
            (float)(fit[1] * 2 / frame.Width),
            (float)(fit[2] * 2 / frame.Height),
            (float)(fit[3] * ExposureSamples.Unit));
    }

    // The gain that most cells share, those near the edge counting three times, because objects lie in the middle.
    private float CommonestGain()
    {
        var bins = _bins.AsSpan();
        bins.Clear();
        for (var y = 0; y < _samples.Rows; y++)
        {
            CountGains(y, bins);
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

    private void CountGains(int y, Span<float> bins)
    {
        ReadOnlySpan<double> redBefore = _samples.Before(0, y), greenBefore = _samples.Before(1, y), blueBefore = _samples.Before(2, y);
        ReadOnlySpan<double> redNow = _samples.Now(0, y), greenNow = _samples.Now(1, y), blueNow = _samples.Now(2, y);
        for (var x = 0; x < _samples.Columns; x++)
        {
            var before = (0.299 * redBefore[x]) + (0.587 * greenBefore[x]) + (0.114 * blueBefore[x]);
            var now = (0.299 * redNow[x]) + (0.587 * greenNow[x]) + (0.114 * blueNow[x]);
            if (before < Black || now < Black || before > Clipped || now > Clipped)
            {
                continue;
            }

            var bin = (int)MathF.Round((MathF.Log((float)(now / before)) + LogSpan) / (2 * LogSpan) * (Bins - 1));
            if (bin >= 0 && bin < Bins)
            {
                bins[bin] += _samples.IsNearEdge(x, y) ? 3 : 1;
            }
        }
    }

    // Least squares over the cells that the fit so far explains.
    private void Improve(int channel, double tolerance)
    {
        var fit = _fit.AsSpan(channel * Unknowns, Unknowns);
        _sums.Clear();
        for (var y = 0; y < _samples.Rows; y++)
        {
            _sums.Add(_samples, channel, y, fit, tolerance, Clipped);
        }

        var used = _sums.Count;
        if (used < _samples.Count / MinFitDivisor)
        {
            return;
        }

        var normal = _sums.Normal();
        for (var unknown = 1; unknown < Unknowns; unknown++)
        {
            normal[(unknown * (Unknowns + 1)) + unknown] += Ridge * used;
        }

        Span<double> solution = stackalloc double[Unknowns];
        if (LeastSquares.Solve(normal, solution))
        {
            solution.CopyTo(fit);
        }
    }
}
