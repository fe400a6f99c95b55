namespace StationAgent.Scale.Lines;

/// <summary>The sign before the decimals in the numbers of a scale.</summary>
internal enum DecimalSign
{
    /// <summary>Not known: a point or a comma, and a text with two readings is refused.</summary>
    Any,

    /// <summary>A point; commas separate thousands.</summary>
    Point,

    /// <summary>A comma; points separate thousands.</summary>
    Comma,
}
