using System.Text.RegularExpressions;

namespace StationAgent.Tests;

/// <summary>
/// Finds where a folder of sources imports one that is not before it in a list. The compiled code holds only the value of a constant and not where it came
/// from, so <see cref="FolderRules"/> cannot see a use of constants alone.
/// </summary>
/// <param name="folder">The sources, relative to the repository; a namespace is named by its folder.</param>
/// <param name="root">Namespace of this folder.</param>
/// <param name="order">The folders below it, each of which may import only those before it. Files directly in it may import all.</param>
internal sealed partial class UsingRules(string folder, string root, params string[] order)
{
    private readonly string _path = Path.Combine(Repository.Root, folder);

    /// <summary>One line for each import in the wrong direction, in order.</summary>
    public IReadOnlyList<string> Violations() =>
    [
        .. Files().SelectMany(file => Imports(file).Where(import => RankOf(import) > RankOf(FolderOf(file))).Select(import => $"{file} uses {root}.{import}"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>One line for each file whose namespace is not that of its folder, in order.</summary>
    public IReadOnlyList<string> Misplaced() =>
    [
        .. Files().SelectMany(file => NamespaceLine().Matches(Read(file)).Select(match => match.Groups["name"].Value)
                .Where(name => name != NamespaceOf(file)).Select(name => $"{file} is in {name}"))
            .Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(
        @"^\s*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(global::)?(?<name>[\w.]+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamespaceLine();

    private static string FolderOf(string file) => file.Contains('/') ? file[..file.IndexOf('/')] : "";

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_path, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_path, path))
        .Where(static file => FolderOf(file) is not ("bin" or "obj"));

    private string Read(string file) => File.ReadAllText(Path.Combine(_path, file));

    private string NamespaceOf(string file) => string.Join('.', (string[])[root, .. file.Split('/')[..^1]]);

    /// <summary>The folders that a file imports; another library of the same root is not among them.</summary>
    private IEnumerable<string> Imports(string file) => UsingLine().Matches(Read(file))
        .Select(static match => match.Groups["name"].Value)
        .Where(name => name.StartsWith(root + ".", StringComparison.Ordinal))
        .Select(name => name[(root.Length + 1)..].Split('.')[0])
        .Where(order.Contains);

    private int RankOf(string name) => name.Length == 0 ? order.Length : Array.IndexOf(order, name);
}
