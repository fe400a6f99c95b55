namespace StationAgent.Simulation.SensorFaults;

/// <summary>What a run with failing sensors has shown.</summary>
internal sealed record SensorFaultSummary
{
    /// <summary>The kinds of faults that were at work.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>How often a piece was laid down.</summary>
    public required int Pieces { get; init; }

    /// <summary>Accepted drop-offs without an amendment.</summary>
    public required int Credited { get; init; }

    /// <summary>Pieces that were accepted and then taken back or replaced inside the window.</summary>
    public required int TakenBackOrSwapped { get; init; }

    /// <summary>Credits for pieces that were taken back or replaced inside the window.</summary>
    public required int CreditedAlthoughTakenBackOrSwapped { get; init; }

    /// <summary>What was credited and should not have been.</summary>
    public required IReadOnlyList<WrongCredit> WrongCredits { get; init; }

    /// <summary>Credits of the wrong class although the pictures showed the piece: errors of the classifier, not of the station.</summary>
    public required int Misrecognised { get; init; }

    /// <summary>Pieces that no station should accept and that were not accepted.</summary>
    public required int RightlyRefused { get; init; }

    /// <summary>Honest pieces that were not accepted, by reason code.</summary>
    public required IReadOnlyDictionary<string, int> Refusals { get; init; }

    /// <summary>Honest pieces that stayed and whose acceptance was amended, by reason code.</summary>
    public required IReadOnlyDictionary<string, int> Amended { get; init; }

    /// <summary>Refusals of honest pieces without any reason.</summary>
    public required int WithoutReason { get; init; }

    /// <summary>Honest pieces about which no event came.</summary>
    public required IReadOnlyList<UnansweredPiece> Unanswered { get; init; }

    /// <summary>Visitors who went away because the station was not ready.</summary>
    public required IReadOnlyList<TurnedAwayLine> TurnedAway { get; init; }

    /// <summary>By kind of fault: what became of the pieces that met it. A piece may meet several; <c>none</c> has those that met no fault.</summary>
    public required IReadOnlyDictionary<string, FaultShare> ByKind { get; init; }
}

/// <summary>Something that was credited and should not have been.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Piece">Number of the piece; null when there was none.</param>
/// <param name="Name">What was on the platform.</param>
/// <param name="Why">What is wrong with the credit, in lower snake case.</param>
/// <param name="Faults">The faults that were at work.</param>
/// <param name="AtSeconds">When it was stored, seconds since the start.</param>
/// <param name="Detail">The figures.</param>
internal sealed record WrongCredit(
    string EventId, int? Piece, string? Name, string Why, IReadOnlyList<string> Faults, double AtSeconds, string Detail);

/// <summary>An honest piece about which no event came.</summary>
/// <param name="Piece">Its number.</param>
/// <param name="Name">What it is.</param>
/// <param name="Grams">Its mass.</param>
/// <param name="AtSeconds">When it was laid down, seconds since the start.</param>
/// <param name="Faults">The faults that were at work.</param>
/// <param name="Status">What the station showed when the piece came and last while it was there.</param>
/// <param name="Causes">What the station said about itself; empty when it said nothing.</param>
internal sealed record UnansweredPiece(
    int Piece, string Name, double Grams, double AtSeconds, IReadOnlyList<string> Faults, string Status, IReadOnlyList<string> Causes);

/// <summary>A visitor who went away because the station was not ready.</summary>
/// <param name="AtSeconds">When, seconds since the start.</param>
/// <param name="Status">What the station showed.</param>
/// <param name="Cause">What the station said about itself; null when it said nothing.</param>
internal sealed record TurnedAwayLine(double AtSeconds, string Status, string? Cause);

/// <summary>What became of the pieces that met one kind of fault.</summary>
internal sealed record FaultShare(int Pieces, int Credited, int WronglyCredited, int Refused, int Amended, int Unanswered);
