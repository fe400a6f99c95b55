namespace StationAgent.Vision.Geometry;

/// <summary>Solves small systems of linear equations.</summary>
internal static class LinearSystem
{
    private const double Vanishing = 1e-12;

    /// <summary>Solves them by Gaussian elimination with the largest pivot of each column.</summary>
    /// <param name="rows">One row for each unknown: its coefficients and then the right side. Overwritten.</param>
    /// <returns>The unknowns; null when the equations do not determine them.</returns>
    public static double[]? Solve(double[][] rows)
    {
        var count = rows.Length;
        for (var column = 0; column < count; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < count; row++)
            {
                pivot = Math.Abs(rows[row][column]) > Math.Abs(rows[pivot][column]) ? row : pivot;
            }

            (rows[column], rows[pivot]) = (rows[pivot], rows[column]);
            if (!(Math.Abs(rows[column][column]) > Vanishing))
            {
                return null;
            }

            for (var row = column + 1; row < count; row++)
            {
                var factor = rows[row][column] / rows[column][column];
                for (var i = column; i <= count; i++)
                {
                    rows[row][i] -= factor * rows[column][i];
                }
            }
        }

        var solution = new double[count];
        for (var row = count - 1; row >= 0; row--)
        {
            var rest = rows[row][count];
            for (var i = row + 1; i < count; i++)
            {
                rest -= rows[row][i] * solution[i];
            }

            solution[row] = rest / rows[row][row];
        }

        return solution;
    }
}
