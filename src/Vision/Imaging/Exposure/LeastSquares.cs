namespace StationAgent.Vision.Imaging.Exposure;

/// <summary>Linear least squares by normal equations, for a handful of unknowns: an n × (n + 1) matrix in rows, the right side last.</summary>
internal static class LeastSquares
{
    /// <summary>Solves by elimination, which destroys the matrix. The matrix is positive definite or singular, so no pivoting is needed.</summary>
    /// <returns>False when the observations do not determine the unknowns.</returns>
    public static bool Solve(Span<double> normal, Span<double> solution)
    {
        var count = solution.Length;
        var width = count + 1;
        for (var pivot = 0; pivot < count; pivot++)
        {
            var above = normal.Slice(pivot * width, width);
            if (above[pivot] < 1e-9)
            {
                return false;
            }

            for (var i = pivot + 1; i < count; i++)
            {
                var line = normal.Slice(i * width, width);
                var factor = line[pivot] / above[pivot];
                for (var j = pivot; j < width; j++)
                {
                    line[j] -= factor * above[j];
                }
            }
        }

        for (var i = count - 1; i >= 0; i--)
        {
            var line = normal.Slice(i * width, width);
            var sum = line[^1];
            for (var j = i + 1; j < count; j++)
            {
                sum -= line[j] * solution[j];
            }

            solution[i] = sum / line[i];
        }

        return true;
    }
}
