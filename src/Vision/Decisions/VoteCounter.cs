using StationAgent.Vision.Classes;

namespace StationAgent.Vision.Decisions;

/// <summary>Counts the votes of one piece's frames. Frames without flaws count alone when they are at least half of all.</summary>
internal sealed class VoteCounter
{
    private static readonly int Reasons = Enum.GetValues<RecognitionReason>().Length;

    private readonly double[] _sums;
    private readonly ClassNode[] _likeliest;
    private readonly ClassTree _tree;

    /// <summary>Counts at least one vote.</summary>
    public VoteCounter(IReadOnlyList<FrameVote> votes, ClassTree tree)
    {
        _tree = tree;
        _sums = new double[tree.Nodes.Length];
        _likeliest = new ClassNode[votes.Count];
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

        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i] /= Frames;
        }

        Flaws = cleanSuffice ? default : CommonFlaws(votes);
    }

    /// <summary>The number of frames that count.</summary>
    public int Frames { get; private set; }

    /// <summary>The flaws of the piece as a whole: none when enough frames are clean, else the commonest and all that most frames show.</summary>
    public ReasonSet Flaws { get; }

    /// <summary>Mean probability of each class over the frames that count, in the order of the tree.</summary>
    public ReadOnlySpan<double> Probabilities => _sums;

    /// <summary>Share of the frames that count whose most likely class is this one or below it.</summary>
    public double Agreement(ClassNode node)
    {
        var agreeing = 0;
        for (var i = 0; i < Frames; i++)
        {
            agreeing += node.Contains(_likeliest[i]) ? 1 : 0;
        }

        return agreeing / (double)Frames;
    }

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
        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i] += vote.Probabilities[i];
        }

        _likeliest[Frames] = _tree.Likeliest(vote.Probabilities.AsSpan());
        Frames++;
    }
}
