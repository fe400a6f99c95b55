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
