using System.Runtime.Intrinsics;

namespace StationAgent.Vision.Imaging;

/// <summary>
/// The weights with which one direction of a picture is resized: a triangle filter, two source pixels wide or, when shrinking, as much wider as the
/// picture shrinks. Fixed-point with the rounding of Pillow's <c>resize(…, BILINEAR, box=…)</c>, so that training and product see the same bytes.
/// </summary>
internal sealed class ResampleAxis
{
    /// <summary>Bits behind the point: with 22 the sum over all weights times 255 still fits an int.</summary>
    public const int Precision = 22;

    private readonly int[] _first;
    private readonly int[] _count;
    private int[] _weights = [];
    private Vector128<int>[] _lanes = [];
    private double[] _exact = [];
    private int _stride;

    public ResampleAxis(int target)
    {
        _first = new int[target];
        _count = new int[target];
    }

    public int Target => _first.Length;

    /// <summary>First source pixel that any target pixel needs.</summary>
    public int Begin => _first[0];

    /// <summary>Behind the last source pixel that any target pixel needs.</summary>
    public int End => _first[^1] + _count[^1];

    /// <summary>First source pixel of a target pixel.</summary>
    public int First(int target) => _first[target];

    /// <summary>The weights of a target pixel, from its first source pixel on.</summary>
    public ReadOnlySpan<int> Weights(int target) => _weights.AsSpan(target * _stride, _count[target]);

    /// <summary>The same weights, each once for every channel of a pixel.</summary>
    public ReadOnlySpan<Vector128<int>> Lanes(int target) => _lanes.AsSpan(target * _stride, _count[target]);

    /// <summary>Prepares for a part of a source.</summary>
    /// <param name="source">Pixels of the source.</param>
    /// <param name="from">Where the part begins, in pixels; may be a fraction.</param>
    /// <param name="to">Where it ends. Both in single precision, because Pillow takes them so.</param>
    public void Prepare(int source, float from, float to)
    {
        var scale = (double)(to - from) / Target;
        var support = Math.Max(scale, 1);
        _stride = (2 * (int)Math.Ceiling(support)) + 1;
        if (_weights.Length < _stride * Target)
        {
            _weights = new int[_stride * Target];
            _lanes = new Vector128<int>[_stride * Target];
            _exact = new double[_stride];
        }

        for (var target = 0; target < Target; target++)
        {
            var centre = from + ((target + 0.5) * scale);
            var first = Math.Max((int)(centre - support + 0.5), 0);
            var count = Math.Min((int)(centre + support + 0.5), source) - first;
            (_first[target], _count[target]) = (first, count);
            Fill(target * _stride, count, first - centre + 0.5, 1 / support);
        }
    }

    private void Fill(int at, int count, double distance, double narrowing)
    {
        double sum = 0;
        for (var i = 0; i < count; i++)
        {
            var away = Math.Abs((i + distance) * narrowing);
            _exact[i] = away < 1 ? 1 - away : 0;
            sum += _exact[i];
        }

        for (var i = 0; i < count; i++)
        {
            var weight = (int)(0.5 + (_exact[i] / sum * (1 << Precision)));
            _weights[at + i] = weight;
            _lanes[at + i] = Vector128.Create(weight);
        }
    }
}
