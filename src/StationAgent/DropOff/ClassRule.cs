namespace StationAgent.DropOff;

/// <summary>What becomes of one class of packaging.</summary>
internal sealed record ClassRule
{
    /// <summary>Whether the station takes it.</summary>
    public bool Accepted { get; init; } = true;

    /// <summary>Where it goes when it is taken; not <see cref="DropOff.Disposition.None"/> then.</summary>
    public Disposition Disposition { get; init; }

    /// <summary>The lightest it can be, in grams. 0–100,000.</summary>
    public double LightestGrams { get; init; }

    /// <summary>The heaviest it can be when nothing is inside, in grams. Over <see cref="LightestGrams"/>, at most 100,000.</summary>
    public double HeaviestGrams { get; init; }
}
