namespace StationAgent.Scale;

/// <summary>Units of mass on the lines of scales.</summary>
internal static class MassUnit
{
    /// <summary>What <see cref="TryParse(ReadOnlySpan{char}, out double)"/> takes, for a message that ends in these words.</summary>
    public const string Allowed = "one of g, kg, mg, lb, oz";

    // International avoirdupois pound, exact since 1959; an ounce is a sixteenth of it.
    private const double GramsPerPound = 453.59237;

    /// <summary>How many grams a unit has; upper and lower case are the same, except that <c>Mg</c> would be a tonne.</summary>
    public static bool TryParse(ReadOnlySpan<char> unit, out double grams)
    {
        grams = unit switch
        {
            ['g' or 'G'] => 1,
            ['k' or 'K', 'g' or 'G'] => 1000,
            "mg" or "MG" => 0.001,
            ['l' or 'L', 'b' or 'B'] => GramsPerPound,
            ['o' or 'O', 'z' or 'Z'] => GramsPerPound / 16,
            _ => 0,
        };
        return grams > 0;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out double)"/>
    public static bool TryParse(ReadOnlySpan<byte> unit, out double grams)
    {
        if (unit is [var first, var second])
        {
            return TryParse([(char)first, (char)second], out grams);
        }

        return TryParse(unit is [var only] ? [(char)only] : [], out grams);
    }
}
