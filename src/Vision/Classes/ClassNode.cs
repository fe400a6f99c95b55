namespace StationAgent.Vision.Classes;

/// <summary>One class in the tree of a model.</summary>
public sealed class ClassNode
{
    /// <summary>Between the ids of a path.</summary>
    public const char Separator = '/';

    private readonly List<ClassNode> _children = [];

    internal ClassNode(int index, string id, ClassNode? parent, ClassSplit below, ClassThresholds thresholds, bool isEmptyPlatform)
    {
        Index = index;
        Parent = parent;
        Path = parent is null ? id : $"{parent.Path}{Separator}{id}";
        Below = below;
        Thresholds = thresholds;
        IsEmptyPlatform = isEmptyPlatform;
        Kind = parent?.Kind is { Below: ClassSplit.Condition } kind ? kind : this;
        parent?._children.Add(this);
    }

    /// <summary>Its place in <see cref="ClassTree.Nodes"/>.</summary>
    public int Index { get; }

    /// <summary>The ids from the top to this class, such as <c>ware/cup/clean</c>; the name of the class in events and in the configuration.</summary>
    public string Path { get; }

    /// <summary>The class that contains it; null at the top.</summary>
    public ClassNode? Parent { get; }

    /// <summary>The classes directly below it.</summary>
    public IReadOnlyList<ClassNode> Children => _children;

    /// <summary>What the classes below it tell apart.</summary>
    public ClassSplit Below { get; }

    /// <summary>From which probability on it is claimed.</summary>
    public ClassThresholds Thresholds { get; }

    /// <summary>True for the class of a platform with nothing on it.</summary>
    public bool IsEmptyPlatform { get; }

    /// <summary>The class of which this one is a state, otherwise the class itself.</summary>
    public ClassNode Kind { get; }

    /// <summary>True for a kind of piece that no classes below it divide into others.</summary>
    public bool IsKind => Kind == this && (Children.Count == 0 || Below == ClassSplit.Condition);

    /// <summary>True for the class itself and for each class below it.</summary>
    public bool Contains(ClassNode other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var one = other; one is not null; one = one.Parent)
        {
            if (one == this)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when one piece can be of both classes at different times or to different depths: they differ in its state at most.</summary>
    public bool IsSameKindAs(ClassNode other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Kind.Contains(other.Kind) || other.Kind.Contains(Kind);
    }

    /// <summary>Its path.</summary>
    public override string ToString() => Path;
}
