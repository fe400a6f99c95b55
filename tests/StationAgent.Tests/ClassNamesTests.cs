using System.Text.RegularExpressions;
using StationAgent.Tests.DropOff;
using StationAgent.Vision.Classes;
using Xunit;

namespace StationAgent.Tests;

/// <summary>Another model needs a manifest, a configuration and a catalogue, and no build: the source files name no class.</summary>
public sealed partial class ClassNamesTests
{
    [Fact]
    public void No_source_file_names_a_class_of_the_shipped_model()
    {
        // "empty" is also a role that a manifest and a catalogue give to a class, and a word about bins.
        var ids = Recognitions.Classes.Nodes.Where(static node => !node.IsEmptyPlatform).Select(static node => ClassPath.Last(node.Path)).ToHashSet(StringComparer.Ordinal);
        var found = Sources("src/StationAgent", "src/Vision").SelectMany(file => Names(File.ReadAllText(file)).Where(ids.Contains).Select(name => $"{Path.GetFileName(file)}: {name}"));

        // Frames of a camera, rows of the store and their lengths are damaged too.
        Assert.DoesNotContain(found, static name => !name.EndsWith(": damaged", StringComparison.Ordinal));
    }

    [Fact]
    public void A_class_in_a_text_or_in_a_name_is_found()
    {
        Assert.Equal(["carton", "intact"], Names("return \"packs/carton/intact\";").Skip(1));
        Assert.Contains("plastic_film", Names("case \"plastic_film\":"));
        Assert.Contains("not_packaging", Names("Kind.NotPackaging => 1"));
        Assert.Contains("carton", Names("rules.IntactCarton"));
        Assert.Contains("plastic_film", Names("/// <c>plastic_film</c>"));
    }

    // "IntactCarton" has the runs intact, intact_carton and carton.
    private static IEnumerable<string> Runs(string[] words) =>
        from start in Enumerable.Range(0, words.Length)
        from end in Enumerable.Range(start + 1, words.Length - start)
        select string.Join('_', words[start..end]);

    // Ids joined by / in quotation marks, what has the form of an id of several words, and identifiers.
    private static IEnumerable<string> Names(string text) =>
    [
        .. Quoted().Matches(text).SelectMany(static match => match.Groups["text"].Value.Split('/')),
        .. Words().Matches(text).Select(static match => match.Value),
        .. Identifiers().Matches(text).SelectMany(static match => Runs(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Value).Split('_'))),
    ];

    private static IEnumerable<string> Sources(params string[] folders) => folders.SelectMany(static folder =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Split('/').Intersect(["bin", "obj"], StringComparer.Ordinal).Any()));

    [GeneratedRegex("\"(?<text>[a-z0-9_/]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex("[a-z0-9]+(?:_[a-z0-9]+)+", RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex("[A-Z][A-Za-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Identifiers();
}
