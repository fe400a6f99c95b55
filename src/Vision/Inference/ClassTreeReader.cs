using System.Collections.Immutable;
using StationAgent.Vision.Classes;

namespace StationAgent.Vision.Inference;

/// <summary>Makes the tree of a manifest's classes and names the first field that does not fit.</summary>
/// <param name="manifest">The manifest.</param>
/// <param name="name">What messages call it.</param>
internal sealed class ClassTreeReader(ModelManifest manifest, string name)
{
    private const double LowestThreshold = 0.5;
    private const int MostClasses = 64;
    private const int LongestId = 64;
    private const string Kind = "kind";
    private const string Condition = "condition";

    private readonly Dictionary<string, ClassNode> _nodes = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ClassNode>.Builder _order = ImmutableArray.CreateBuilder<ClassNode>();

    /// <exception cref="ModelException">The classes are not a tree, or the outputs do not fit it.</exception>
    public ClassTree Read()
    {
        CheckClasses();
        foreach (var top in manifest.Classes.Where(static one => one.Parent is null))
        {
            Add(top, parent: null);
        }

        CheckNothingIsLeft();
        var heads = ReadHeads();
        CheckEmpty(heads);
        CheckLeaves(heads);
        return new ClassTree(_order.ToImmutable(), heads);
    }

    private void CheckClasses()
    {
        if (manifest.Classes.Count is < 2 or > MostClasses)
        {
            throw Fault("classes", $"has {manifest.Classes.Count} entries; 2 to {MostClasses} are expected");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < manifest.Classes.Count; i++)
        {
            var one = manifest.Classes[i] ?? throw Fault($"classes[{i}]", "is null; a class is expected");
            if (one.Id.Length > LongestId || !ClassPath.IsId(one.Id))
            {
                throw Fault($"classes[{i}].id", $"is '{one.Id}'; a lower-case letter is expected, then letters, digits and _, at most {LongestId} in all");
            }

            if (!ids.Add(one.Id))
            {
                throw Fault($"classes[{i}].id", $"is '{one.Id}', as that of another class");
            }

            if (one.Below is not (Kind or Condition))
            {
                throw Fault($"classes[{i}].below", $"is '{one.Below}'; '{Kind}' or '{Condition}' is expected");
            }

            CheckThreshold(i, "tray", one.Thresholds.Tray);
            CheckThreshold(i, "bin", one.Thresholds.Bin);
        }

        for (var i = 0; i < manifest.Classes.Count; i++)
        {
            if (manifest.Classes[i].Parent is { } parent && !ids.Contains(parent))
            {
                throw Fault($"classes[{i}].parent", $"is '{parent}'; no class has this id");
            }
        }
    }

    private void CheckThreshold(int index, string platform, double threshold)
    {
        if (!(threshold is >= LowestThreshold and <= 1))
        {
            throw Fault($"classes[{index}].thresholds.{platform}", $"is '{threshold}'; {LowestThreshold} to 1 is expected");
        }
    }

    private void Add(ModelClass one, ClassNode? parent)
    {
        var below = one.Below == Condition ? ClassSplit.Condition : ClassSplit.Kind;
        var node = new ClassNode(_order.Count, one.Id, parent, below, one.Thresholds, isEmptyPlatform: one.Id == manifest.Empty);
        if (node.Path.Length > ClassPath.Longest)
        {
            throw Fault("classes", $"has the path '{node.Path}', which is longer than {ClassPath.Longest} characters");
        }

        _nodes.Add(one.Id, node);
        _order.Add(node);
        foreach (var child in manifest.Classes.Where(child => child.Parent == one.Id))
        {
            Add(child, node);
        }
    }

    /// <summary>Every class has a parent that exists: those that no top leads to go round in a circle.</summary>
    private void CheckNothingIsLeft()
    {
        if (manifest.Classes.FirstOrDefault(one => !_nodes.ContainsKey(one.Id)) is not { } left)
        {
            return;
        }

        var parents = manifest.Classes.ToDictionary(static one => one.Id, static one => one.Parent, StringComparer.Ordinal);
        var way = new List<string>();
        for (var id = left.Id; !way.Contains(id, StringComparer.Ordinal); id = parents[id]!)
        {
            way.Add(id);
        }

        var circle = way[way.IndexOf(parents[way[^1]]!)..];
        throw Fault("classes", $"goes round in a circle: {string.Join(" is below ", circle.Append(circle[0]))}");
    }

    private ImmutableArray<ClassHead> ReadHeads()
    {
        if (manifest.Outputs.Heads.Count == 0)
        {
            throw Fault("outputs.heads", "is empty; at least one head is expected");
        }

        var heads = ImmutableArray.CreateBuilder<ClassHead>();
        var listed = new HashSet<ClassNode>();
        for (var i = 0; i < manifest.Outputs.Heads.Count; i++)
        {
            var field = $"outputs.heads[{i}]";
            var head = manifest.Outputs.Heads[i];
            var given = Given(field, i, head, listed);
            if (head.Classes.Count < 2)
            {
                throw Fault($"{field}.classes", $"has {head.Classes.Count} entries; at least 2 are expected");
            }

            var classes = head.Classes.Select((id, place) => Find($"{field}.classes[{place}]", id)).ToImmutableArray();
            foreach (var node in classes)
            {
                if (given is not null && (node == given || !given.Contains(node)))
                {
                    throw Fault($"{field}.classes", $"has '{node.Path}', which is not below the given '{given.Path}'");
                }

                if (!listed.Add(node))
                {
                    throw Fault($"{field}.classes", $"has '{node.Path}', which is listed already");
                }
            }

            CheckBetween($"{field}.classes", given, classes, heads);

            CheckPartition($"{field}.classes", given, classes);
            heads.Add(new ClassHead(given, classes));
        }

        return heads.ToImmutable();
    }

    /// <summary>Each head adds up by itself: a class whose head presupposes less than the nearest class above it that has an output would not add up with that one.</summary>
    private void CheckBetween(string field, ClassNode? given, ImmutableArray<ClassNode> classes, IEnumerable<ClassHead> heads)
    {
        foreach (var other in heads.SelectMany(static head => head.Classes).Where(other => other != given && given?.Contains(other) == true))
        {
            if (classes.FirstOrDefault(node => node.Contains(other) || other.Contains(node)) is { } node)
            {
                var upper = node.Contains(other) ? node : other;
                throw Fault(field, $"has '{node.Path}', which overlaps with '{other.Path}' of another head; the given of a head for classes below '{upper.Path}' must be that class");
            }
        }
    }

    private ClassNode? Given(string field, int index, ModelHead head, HashSet<ClassNode> listed)
    {
        if (index == 0)
        {
            return head.Given is null ? null : throw Fault($"{field}.given", $"is '{head.Given}'; the first head tells all pieces apart and has none");
        }

        var given = Find($"{field}.given", head.Given ?? throw Fault($"{field}.given", "is required: only the first head has none"));
        return listed.Contains(given) ? given : throw Fault($"{field}.given", $"is '{head.Given}', which no earlier head lists");
    }

    private ClassNode Find(string field, string? id) => _nodes.GetValueOrDefault(id ?? "") ?? throw Fault(field, $"is '{id}'; no class has this id");

    /// <summary>A head's probabilities add up to 1 only when each piece is of one of its classes, and of no second one.</summary>
    private void CheckPartition(string field, ClassNode? given, ImmutableArray<ClassNode> classes)
    {
        foreach (var leaf in Leaves.Where(leaf => given is null || given.Contains(leaf)))
        {
            var holding = classes.Where(node => node.Contains(leaf)).ToList();
            if (holding.Count != 1)
            {
                throw Fault(field, holding.Count == 0
                    ? $"has no class that contains '{leaf.Path}'; a head must cover all that it is asked about"
                    : $"has two classes that contain '{leaf.Path}': '{holding[0].Path}' and '{holding[1].Path}'");
            }
        }
    }

    private void CheckLeaves(ImmutableArray<ClassHead> heads)
    {
        if (Leaves.FirstOrDefault(leaf => !heads.Any(head => head.Classes.Contains(leaf))) is { } silent)
        {
            throw Fault("classes", $"has '{silent.Path}' without an output: no head lists it, and it has no classes below it");
        }
    }

    private void CheckEmpty(ImmutableArray<ClassHead> heads)
    {
        if (manifest.Empty is not { } id)
        {
            return;
        }

        var empty = Find("empty", id);
        if (empty is not { Parent: null, Children.Count: 0 } || !heads[0].Classes.Contains(empty))
        {
            throw Fault("empty", $"is '{id}'; a class is expected that has no parent, none below it, and an output in the first head");
        }
    }

    private IEnumerable<ClassNode> Leaves => _order.Where(static node => node.Children.Count == 0);

    private ModelException Fault(string field, string problem) => new($"{name}: {field} {problem}");
}
