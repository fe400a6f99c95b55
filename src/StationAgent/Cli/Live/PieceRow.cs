using StationAgent.DropOff;
using StationAgent.Simulation;

namespace StationAgent.Cli.Live;

/// <summary>A presented piece and what became of it.</summary>
internal sealed class PieceRow(PresentedPiece piece)
{
    /// <summary>The piece.</summary>
    public PresentedPiece Piece { get; } = piece;

    /// <summary>What the station recorded; null until it has.</summary>
    public DropOffRecord? Judged { get; set; }

    /// <summary>The id of its event; null until the subscriber has it.</summary>
    public string? EventId { get; set; }

    /// <summary>The number of its event.</summary>
    public long Received { get; set; }

    /// <summary>How the event was amended; null when it was not.</summary>
    public AmendmentChange? Change { get; set; }
}
