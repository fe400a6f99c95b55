namespace StationAgent.Vision.Classes;

/// <summary>Paths of classes, such as <c>ware/cup/clean</c>, where no tree is at hand.</summary>
public static class ClassPath
{
    /// <summary>The longest path.</summary>
    public const int Longest = 200;

    /// <summary>True for the class itself and for each class below it.</summary>
    public static bool Contains(string above, string path)
    {
        ArgumentNullException.ThrowIfNull(above);
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith(above, StringComparison.Ordinal) && (path.Length == above.Length || path[above.Length] == ClassNode.Separator);
    }

    /// <summary>The path of the class that contains it; null at the top.</summary>
    public static string? Parent(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var end = path.LastIndexOf(ClassNode.Separator);
        return end < 0 ? null : path[..end];
    }

    /// <summary>The last of its ids.</summary>
    public static string Last(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path[(path.LastIndexOf(ClassNode.Separator) + 1)..];
    }

    /// <summary>True for ids of lower-case letters, digits and <c>_</c>, each beginning with a letter, joined by <c>/</c>.</summary>
    public static bool IsPath(string? text) =>
        text is { Length: > 0 and <= Longest } && text.Split(ClassNode.Separator).All(static id => IsId(id));

    /// <summary>True for a lower-case letter that letters, digits and <c>_</c> follow.</summary>
    public static bool IsId(string? text) =>
        text is { Length: > 0 } && char.IsAsciiLetterLower(text[0]) && text.All(static one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one == '_');
}
