namespace StationAgent.Simulation.World;

/// <summary>Who comes, how often and with what. Shares are 0–1.</summary>
internal sealed record VisitOptions
{
    /// <summary>Nothing lighter is brought, in grams: a station does not count what is below its own limit.</summary>
    public double LightestGrams { get; init; } = 12;

    /// <summary>Visitors an hour; null when the next one already waits.</summary>
    public double? VisitsPerHour { get; init; }

    /// <summary>Share of the visitors who take an accepted piece back inside the withdrawal window.</summary>
    public double TakesBackShare { get; init; } = 0.1;

    /// <summary>The latest moment at which the lifting of a piece that is taken back begins, as share of the withdrawal window; at least 0.2.</summary>
    public double LatestTakeBack { get; init; } = 0.4;

    /// <summary>Share of the visitors who take an accepted piece inside the withdrawal window and put another one in its place.</summary>
    public double SwapsShare { get; init; }

    /// <summary>Share of the visitors who replace their piece by another one before the outcome.</summary>
    public double ChangesMindShare { get; init; }

    /// <summary>Share of the visitors who present an accepted piece again after its window; in half of the cases it never leaves the view.</summary>
    public double AgainShare { get; init; }

    /// <summary>Share of the visits in which a hand only leans on the platform; such a visit presents nothing.</summary>
    public double TouchesOnlyShare { get; init; }

    /// <summary>Share of the pieces with goods inside, of the kinds that may hold some.</summary>
    public double OverweightShare { get; init; } = 0.08;

    /// <summary>Share of the pieces that are dropped instead of laid down.</summary>
    public double DroppedShare { get; init; } = 0.25;

    /// <summary>Share of the visitors who try once more when a person can help what their piece was refused for.</summary>
    public double TriesAgainShare { get; init; }

    /// <summary>Share of the visitors who leave a refused piece lying.</summary>
    public double LeavesRefusedShare { get; init; }
}
