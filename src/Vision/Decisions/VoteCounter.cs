using System.Collections.Immutable;

namespace StationAgent.Vision.Decisions;

/// <summary>Counts the votes of one piece's frames. Frames without flaws count alone when they are at least half of all.</summary>
internal sealed class VoteCounter
{
    private static readonly int Reasons = Enum.GetValues<RecognitionReason>().Length;

    private readonly Tally _clean = new();
    private readonly Tally _all = new();
    private readonly int[] _flaws = new int[Reasons];

    private Tally Counted => CleanSuffice ? _clean : _all;

    private bool CleanSuffice => _clean.Frames > 0 && 2 * _clean.Frames >= _all.Frames;

    /// <summary>How many frames count.</summary>
    public int Frames => Counted.Frames;

    /// <summary>Mean probabilities of the materials over the frames that count.</summary>
    public ImmutableArray<double> Material => Mean(Counted.Material, Counted.Frames);

    /// <summary>Mean probabilities of the conditions over the frames that count.</summary>
    public ImmutableArray<double> Condition => Mean(Counted.Condition, Counted.Frames);

    /// <summary>Share of the frames that count whose most likely material is this one.</summary>
    public double Agreement(int material) => Counted.Votes[material] / (double)Counted.Frames;

    /// <summary>Adds a frame.</summary>
    public void Add(FrameVote vote)
    {
        _all.Add(vote);
        if (vote.Flaws.IsEmpty)
        {
            _clean.Add(vote);
        }

        for (var i = 0; i < _flaws.Length; i++)
        {
            _flaws[i] += vote.Flaws.Contains((RecognitionReason)i) ? 1 : 0;
        }
    }

    /// <summary>The flaws of the piece as a whole: none when enough frames are clean, else those that most frames with flaws show.</summary>
    public ReasonSet Flaws()
    {
        var flaws = default(ReasonSet);
        if (CleanSuffice)
        {
            return flaws;
        }

        var most = _flaws.Max();
        for (var i = 0; i < _flaws.Length; i++)
        {
            flaws = flaws.With((RecognitionReason)i, _flaws[i] > 0 && (_flaws[i] == most || 2 * _flaws[i] > _all.Frames));
        }

        return flaws;
    }

    private static ImmutableArray<double> Mean(double[] sums, int count)
    {
        var means = ImmutableArray.CreateBuilder<double>(sums.Length);
        foreach (var sum in sums)
        {
            means.Add(sum / count);
        }

        return means.MoveToImmutable();
    }

    private sealed class Tally
    {
        public double[] Material { get; } = new double[Labels.Materials.Length];

        public double[] Condition { get; } = new double[Labels.Conditions.Length];

        public int[] Votes { get; } = new int[Labels.Materials.Length];

        public int Frames { get; private set; }

        public void Add(FrameVote vote)
        {
            // Scale and difference know better than the network whether something lies there.
            var masked = vote.IsObjectSeen ? (int)Decisions.Material.Empty : -1;
            var rest = masked < 0 ? 1 : 1 - vote.Material[masked];
            var best = -1;
            for (var i = 0; i < Material.Length; i++)
            {
                if (i == masked)
                {
                    continue;
                }

                Material[i] += rest > 1e-9 ? vote.Material[i] / rest : 1.0 / (Material.Length - 1);
                best = best < 0 || vote.Material[i] > vote.Material[best] ? i : best;
            }

            for (var i = 0; i < Condition.Length; i++)
            {
                Condition[i] += vote.Condition[i];
            }

            Votes[best]++;
            Frames++;
        }
    }
}
