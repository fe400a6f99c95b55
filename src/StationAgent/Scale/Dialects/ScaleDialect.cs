namespace StationAgent.Scale.Dialects;

/// <summary>The published format of the lines of a make of scales: one entry of <see cref="ScaleDialects.All"/>.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Open">Makes the format for one opening of a line; called with options that passed the check.</param>
internal sealed record ScaleDialect(string Name, Func<ScaleLineOptions, ILineFormat> Open)
{
    /// <summary>True when a scale can send it without being asked.</summary>
    public bool Streams { get; init; } = true;

    /// <summary>What asks for one weight; empty when a scale cannot be asked.</summary>
    public ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>True when its lines have no unit, so that the configuration must give it.</summary>
    public bool NeedsUnit { get; init; }
}
