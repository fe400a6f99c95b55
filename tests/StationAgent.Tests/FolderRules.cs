using System.Reflection;

namespace StationAgent.Tests;

/// <summary>Finds where a folder of an assembly uses one that does not stand before it in a list, by the types that its compiled code mentions.</summary>
/// <param name="assembly">The assembly; a folder is the first part of a namespace below <paramref name="root"/>.</param>
/// <param name="root">Namespace of the assembly.</param>
/// <param name="order">The folders, each of which may use only those before it. Types directly in the root stand last.</param>
internal sealed class FolderRules(Assembly assembly, string root, params string[] order)
{
    /// <summary>The folders that exist and are not in the list.</summary>
    public IReadOnlyList<string> Unknown() =>
        [.. Types().Select(FolderOf).Where(folder => folder.Length > 0).Distinct(StringComparer.Ordinal).Except(order, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>One line for each use in the wrong direction, in order.</summary>
    public IReadOnlyList<string> Violations() =>
    [
        .. Types()
            .SelectMany(type => TypeUse.Of(type).Where(used => used.Assembly == assembly && IsForbidden(type, used)).Select(used => $"{TypeUse.NameOf(type)} uses {TypeUse.NameOf(used)}"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static bool IsCode(Type type) => !type.Name.StartsWith('<') && type.Namespace?.EndsWith(".Generated", StringComparison.Ordinal) != true;

    private IEnumerable<Type> Types() => assembly.GetTypes().Where(type => IsCode(type) && TypeUse.IsIn(type, root));

    private bool IsForbidden(Type type, Type used) =>
        TypeUse.IsIn(used, root) && RankOf(FolderOf(used)) > RankOf(FolderOf(type));

    private int RankOf(string folder)
    {
        var rank = Array.IndexOf(order, folder);
        return rank < 0 ? order.Length : rank;
    }

    private string FolderOf(Type type)
    {
        var name = type.Namespace ?? "";
        return name.Length <= root.Length ? "" : name[(root.Length + 1)..].Split('.')[0];
    }
}
