namespace StationAgent.Scale.Dialects;

/// <summary>
/// The unit of a scale that leaves it out while it moves. It is the unit of the last line that had one, as long as the number has as many decimals: with another number
/// of them the scale may have changed its unit.
/// </summary>
/// <param name="configured">The unit before any line has had one, in grams; null for none.</param>
internal sealed class UnitMemory(double? configured)
{
    private double? _grams = configured;
    private int? _decimals;

    /// <summary>The weight in grams.</summary>
    /// <returns>Why it is not known; null when it is.</returns>
    public LineFault? Resolve(in WeightField field, out double grams)
    {
        if (field.GramsPerUnit is { } unit)
        {
            (_grams, _decimals) = (unit, field.Decimals);
        }

        grams = field.Value * _grams.GetValueOrDefault();
        return _grams is null || (_decimals is { } decimals && decimals != field.Decimals) ? LineFaults.NoUnit : null;
    }
}
