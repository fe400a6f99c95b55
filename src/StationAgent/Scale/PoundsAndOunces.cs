namespace StationAgent.Scale;

/// <summary>A mass in pounds and ounces, such as <c>2 lb 5.5 oz</c>.</summary>
internal static class PoundsAndOunces
{
    /// <summary>An ounce is a sixteenth of a pound; sixteen ounces are written as one more pound.</summary>
    private const double OuncesPerPound = 16;

    /// <summary>The mass in grams.</summary>
    /// <param name="pounds">Whole pounds.</param>
    /// <param name="ounces">The ounces beyond them.</param>
    /// <returns>Null when these are not pounds and ounces of one mass.</returns>
    public static double? Grams(double pounds, double ounces) => pounds >= 0 && Math.Floor(pounds) == pounds && ounces is >= 0 and < OuncesPerPound
        && MassUnit.TryParse("lb", out var pound) && MassUnit.TryParse("oz", out var ounce)
        ? (pounds * pound) + (ounces * ounce)
        : null;
}
