using System.Collections.Immutable;

namespace StationAgent.Vision.Classes;

/// <summary>The classes that a model knows, from the general to the special. A class contains those below it.</summary>
public sealed class ClassTree
{
    // Below this the network was sure of an empty platform, so it says nothing about the piece.
    private const double NothingLeft = 1e-9;

    private readonly bool[] _isListed;
    private readonly int _emptyOutput;

    /// <param name="nodes">Each after its parent.</param>
    /// <param name="heads">The network's outputs: the first tells all pieces apart, each other those of a class that an earlier one lists.</param>
    internal ClassTree(ImmutableArray<ClassNode> nodes, ImmutableArray<ClassHead> heads)
    {
        Nodes = nodes;
        Tops = [.. nodes.Where(static node => node.Parent is null)];
        Heads = heads;
        Outputs = heads.Sum(static head => head.Classes.Length);
        _isListed = new bool[nodes.Length];
        foreach (var node in heads.SelectMany(static head => head.Classes))
        {
            _isListed[node.Index] = true;
        }

        _emptyOutput = heads[0].Classes.IndexOf(heads[0].Classes.FirstOrDefault(static node => node.IsEmptyPlatform)!);
    }

    /// <summary>Every class, each after its parent.</summary>
    public ImmutableArray<ClassNode> Nodes { get; }

    /// <summary>The most general classes.</summary>
    public IReadOnlyList<ClassNode> Tops { get; }

    /// <summary>The outputs of the network.</summary>
    internal ImmutableArray<ClassHead> Heads { get; }

    /// <summary>The number of probabilities that all heads give.</summary>
    internal int Outputs { get; }

    /// <summary>The class with this path; null when there is none.</summary>
    public ClassNode? Find(string path) => Nodes.FirstOrDefault(node => node.Path == path);

    /// <summary>Computes the probability of each class.</summary>
    /// <param name="outputs">The probabilities that the heads give, one head after the other; those of each head add up to 1.</param>
    /// <param name="isObjectSeen">Scale and difference know better than the network whether something is on the platform: it is not empty.</param>
    /// <param name="probabilities">Receives the probabilities in the order of <see cref="Nodes"/>.</param>
    internal void Fill(ReadOnlySpan<double> outputs, bool isObjectSeen, Span<double> probabilities)
    {
        probabilities.Clear();
        var masked = isObjectSeen ? _emptyOutput : -1;
        var rest = masked < 0 ? 1 : 1 - outputs[masked];
        var next = 0;
        foreach (var head in Heads)
        {
            var given = head.Given is { } above ? probabilities[above.Index] : 1;
            foreach (var node in head.Classes)
            {
                var share = next == masked ? 0
                    : head.Given is not null ? outputs[next]
                    : rest > NothingLeft ? outputs[next] / rest
                    : 1.0 / (head.Classes.Length - 1);
                probabilities[node.Index] = given * share;
                next++;
            }
        }

        // From the last to the first, children come before their parents.
        for (var i = Nodes.Length - 1; i >= 0; i--)
        {
            if (Nodes[i].Parent is { } parent && !_isListed[parent.Index])
            {
                probabilities[parent.Index] += probabilities[i];
            }
        }
    }

    /// <summary>The most likely class without any below it: from the top, at each level the likeliest.</summary>
    internal ClassNode Likeliest(ReadOnlySpan<double> probabilities)
    {
        var node = Best(Tops, probabilities);
        while (node.Children.Count > 0)
        {
            node = Best(node.Children, probabilities);
        }

        return node;
    }

    private static ClassNode Best(IReadOnlyList<ClassNode> nodes, ReadOnlySpan<double> probabilities)
    {
        var best = nodes[0];
        for (var i = 1; i < nodes.Count; i++)
        {
            best = probabilities[nodes[i].Index] > probabilities[best.Index] ? nodes[i] : best;
        }

        return best;
    }
}
