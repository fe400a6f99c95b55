using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace StationAgent.Vision.Decisions;

/// <summary>Counts the votes of one piece's frames. Frames without flaws count alone when they are at least half of all.</summary>
internal sealed class VoteCounter
{
    private static readonly int Reasons = Enum.GetValues<RecognitionReason>().Length;

    private readonly double[] _material = new double[Labels.Materials.Length];
    private readonly double[] _condition = new double[Labels.Conditions.Length];
    private readonly int[] _votes = new int[Labels.Materials.Length];

    /// <summary>Counts at least one vote.</summary>
    public VoteCounter(IReadOnlyList<FrameVote> votes)
    {
        var clean = 0;
        for (var i = 0; i < votes.Count; i++)
        {
            clean += votes[i].Flaws.IsEmpty ? 1 : 0;
        }

        var cleanSuffice = clean > 0 && 2 * clean >= votes.Count;
        for (var i = 0; i < votes.Count; i++)
        {
            if (!cleanSuffice || votes[i].Flaws.IsEmpty)
            {
                Count(votes[i]);
            }
        }

        Divide(_material);
        Divide(_condition);
        Flaws = cleanSuffice ? default : CommonFlaws(votes);
    }

    /// <summary>The number of frames that count.</summary>
    public int Frames { get; private set; }

    /// <summary>The flaws of the piece as a whole: none when enough frames are clean, else the commonest and all that most frames show.</summary>
    public ReasonSet Flaws { get; }

    /// <summary>Mean probabilities of the materials over the frames that count.</summary>
    public ImmutableArray<double> Material => ImmutableCollectionsMarshal.AsImmutableArray(_material);

    /// <summary>Mean probabilities of the conditions over the frames that count.</summary>
    public ImmutableArray<double> Condition => ImmutableCollectionsMarshal.AsImmutableArray(_condition);

    /// <summary>Share of the frames that count whose most likely material is this one.</summary>
    public double Agreement(int material) => _votes[material] / (double)Frames;

    private static ReasonSet CommonFlaws(IReadOnlyList<FrameVote> votes)
    {
        Span<int> counts = stackalloc int[Reasons];
        var most = 1;
        for (var reason = 0; reason < Reasons; reason++)
        {
            for (var i = 0; i < votes.Count; i++)
            {
                counts[reason] += votes[i].Flaws.Contains((RecognitionReason)reason) ? 1 : 0;
            }

            most = Math.Max(most, counts[reason]);
        }

        var flaws = default(ReasonSet);
        for (var reason = 0; reason < Reasons; reason++)
        {
            flaws = flaws.With((RecognitionReason)reason, counts[reason] == most || 2 * counts[reason] > votes.Count);
        }

        return flaws;
    }

    private void Count(FrameVote vote)
    {
        // Scale and difference know better than the network whether something is on the platform.
        var masked = vote.IsObjectSeen ? (int)Decisions.Material.Empty : -1;
        var rest = masked < 0 ? 1 : 1 - vote.Material[masked];
        var best = -1;
        for (var i = 0; i < _material.Length; i++)
        {
            if (i == masked)
            {
                continue;
            }

            _material[i] += rest > 1e-9 ? vote.Material[i] / rest : 1.0 / (_material.Length - 1);
            best = best < 0 || vote.Material[i] > vote.Material[best] ? i : best;
        }

        for (var i = 0; i < _condition.Length; i++)
        {
            _condition[i] += vote.Condition[i];
        }

        _votes[best]++;
        Frames++;
    }

    private void Divide(double[] sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] /= Frames;
        }
    }
}
