using StationAgent.DropOff;
using StationAgent.Simulation.World;
using StationAgent.Vision.Classes;
using StationAgent.Weighing;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>Judges the credits of a station by the truth. Pure.</summary>
/// <param name="rules">The rules of the station.</param>
internal sealed class CreditAudit(DropOffRules rules)
{
    /// <summary>A credit with an uncertainty that holds 95 of 100 true masses is wrong beyond any doubt at three times that.</summary>
    private const double FarOutside = 3;

    /// <summary>The piece that a stored drop-off is about: the last one that had been laid down when its load settled.</summary>
    public static Placement? PieceOf(JudgedPiece judged, IReadOnlyList<Placement> placements)
    {
        var settled = judged.Record.StableAt ?? judged.At;
        for (var i = placements.Count - 1; i >= 0; i--)
        {
            if (placements[i].Truth.PresentedAt <= settled)
            {
                return placements[i];
            }
        }

        return null;
    }

    /// <summary>True when an honest station would accept the piece: packaging that is empty, of a mass that its class can have.</summary>
    public bool IsAcceptable(GroundTruth truth) =>
        !truth.IsOverweight
        && truth.Mass >= rules.Minimum
        && rules.Classes.For(truth.Item.Class) is { Accepted: true } rule
        && truth.Mass.Value >= rule.LightestGrams
        && truth.Mass.Value <= rule.HeaviestGrams;

    /// <summary>Finds what is wrong with a credit.</summary>
    /// <param name="judged">The credited drop-off.</param>
    /// <param name="piece">The piece that it is about; null for none.</param>
    /// <param name="credited">What was credited before, with its piece.</param>
    /// <returns>Null when the credit is right.</returns>
    public CreditFault? FaultOf(JudgedPiece judged, Placement? piece, IReadOnlyList<Placement> credited)
    {
        if (piece is null || piece.LiftedAt < judged.Record.PresentedAt)
        {
            return CreditFault.NoPiece;
        }

        if (credited.Contains(piece))
        {
            return CreditFault.CreditedTwice;
        }

        if (piece.LiftedAt < judged.At + rules.WithdrawalWindow)
        {
            return piece.Truth.IsSwapped ? CreditFault.Swapped : CreditFault.TakenBack;
        }

        if (piece.Truth.Kind == PresentationKind.AgainInView && credited.Any(one => ReferenceEquals(one.Truth.Item, piece.Truth.Item)))
        {
            return CreditFault.PresentedAgain;
        }

        if (!IsRightClass(judged, piece) && !judged.Shown.Show(piece.Truth.Item))
        {
            return CreditFault.WrongPicture;
        }

        return judged.Record.Mass is { } mass && IsFarOff(mass, piece.Truth.Mass) ? CreditFault.WrongMass : null;
    }

    /// <summary>True when the claim holds for the piece, as far as its class is known.</summary>
    public static bool IsRightClass(JudgedPiece judged, Placement piece) =>
        judged.Record.Recognition?.Class is { } claim
        && (ClassPath.Contains(claim.Path, piece.Truth.Item.Class) || ClassPath.Contains(piece.Truth.Item.Class, claim.Path));

    private bool IsFarOff(StableWeight weighed, Grams mass) =>
        (weighed.Mass - mass).Magnitude.Value > Math.Max(rules.Tolerance(mass, weighed.Uncertainty).Value, FarOutside * weighed.Uncertainty.Value);
}
