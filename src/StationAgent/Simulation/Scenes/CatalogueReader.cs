using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using StationAgent.Failures;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Vision.Classes;

namespace StationAgent.Simulation.Scenes;

/// <summary>Reads a <c>catalogue.json</c>, checks it, and names the first field that is wrong with its value.</summary>
internal sealed class CatalogueReader
{
    private const int MostKinds = 100;
    private const int MostForms = 200;
    private const int MostParts = 1_000;
    private const int LongestWord = 100;

    private static readonly ValueRange SideMm = new(10, PlatformSize.DepthMm);
    private static readonly ValueRange HeightMm = new(0.1, 400);
    private static readonly ValueRange OfLength = new(0.05, 1);
    private static readonly ValueRange Grams = new(0.1, 30_000);
    private static readonly ValueRange PerSquareMetre = new(1, 100_000);

    private static readonly SearchValues<char> NotInLabels = SearchValues.Create("/\\\t\0");

    private readonly string _name;
    private readonly Dictionary<string, string> _pathOfId = new(StringComparer.Ordinal);

    private CatalogueReader(string name) => _name = name;

    /// <summary>Reads and checks a catalogue.</summary>
    /// <param name="json">The file as UTF-8.</param>
    /// <param name="name">What messages call it, such as its path.</param>
    /// <exception cref="PhotoSetException">It is not a catalogue, or a field of it is wrong.</exception>
    public static PieceCatalogue Read(ReadOnlySpan<byte> json, string name)
    {
        json = json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json;
        try
        {
            var file = JsonSerializer.Deserialize(json, CatalogueJson.Default.CatalogueFile)
                ?? throw new PhotoSetException($"{name}: the catalogue must be a JSON object {{ … }}, but is null.");
            return new CatalogueReader(name).Check(file);
        }
        catch (JsonException problem)
        {
            throw new PhotoSetException($"{name}: the catalogue {JsonProblem.Of(json, CatalogueJson.Default.CatalogueFile, problem)}.", problem);
        }
    }

    private PieceCatalogue Check(CatalogueFile file)
    {
        CheckPath("empty", file.Empty);
        Number("kinds", file.Kinds.Length, 1, MostKinds, " kinds");
        var kinds = ImmutableArray.CreateRange(file.Kinds.Select((kind, index) => Kind($"kinds[{index}]", kind, file.Empty)));
        for (var index = 1; index < kinds.Length; index++)
        {
            if (kinds.Take(index).Any(before => before.Class == kinds[index].Class))
            {
                throw Refused($"kinds[{index}].class", kinds[index].Class, "another kind has this class already");
            }
        }

        Number("kinds: the sum of all parts", kinds.Sum(static kind => kind.Parts), 1, MostParts);
        return new PieceCatalogue(_name, file.Empty, kinds, Names(file, kinds));
    }

    private ImmutableDictionary<string, (PieceKind Kind, string Class)> Names(CatalogueFile file, ImmutableArray<PieceKind> kinds)
    {
        var classes = kinds.ToDictionary(static kind => kind.Class, static kind => (Kind: kind, kind.Class), StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            foreach (var above in Above(kind.Class))
            {
                classes.TryAdd(above, (kind, above));
            }
        }

        var names = new Dictionary<string, (PieceKind Kind, string Class)>(classes, StringComparer.Ordinal);
        foreach (var (label, path) in file.Labels ?? [])
        {
            // A label is the name of a folder, too.
            if (string.IsNullOrWhiteSpace(label) || label is "." or ".." || label.Length > LongestWord || label.AsSpan().ContainsAny(NotInLabels))
            {
                throw Refused("labels", label, $"a label is the name of a folder, of 1 to {LongestWord} characters");
            }

            if (path == file.Empty)
            {
                continue;
            }

            if (path is null || !classes.TryGetValue(path, out var found))
            {
                throw Refused($"labels.{label}", path, "the class of a kind is expected, or one above it");
            }

            if (!names.TryAdd(label, found) && names[label] != found)
            {
                throw Refused($"labels.{label}", path, $"'{label}' is the name of another class");
            }
        }

        return names.ToImmutableDictionary(StringComparer.Ordinal);
    }

    private PieceKind Kind(string field, KindFile? kind, string empty)
    {
        if (kind is null)
        {
            throw Refused(field, "null", "a kind of piece is expected");
        }

        CheckPath($"{field}.class", kind.Class);
        if (kind.Class == empty || kind.Class.StartsWith($"{empty}/", StringComparison.Ordinal))
        {
            throw Refused($"{field}.class", kind.Class, "that is the class of a platform with nothing on it");
        }

        Number($"{field}.parts", kind.Parts, 1, MostParts);
        Number($"{field}.forms", kind.Forms.Length, 1, MostForms, " forms");
        var adjectives = Adjectives($"{field}.adjectives", kind.Adjectives);
        return new PieceKind(kind.Class, kind.Parts, [.. kind.Forms.Select((form, index) => Form($"{field}.forms[{index}]", form, adjectives))])
        {
            ContentsGrams = Range($"{field}.contentsGrams", kind.ContentsGrams, Grams),
            IsForeign = kind.IsForeign,
        };
    }

    private PieceForm Form(string field, FormFile? form, ImmutableArray<ImmutableArray<string>> adjectives)
    {
        if (form is null)
        {
            throw Refused(field, "null", "a form is expected");
        }

        if (form.WidthMm is null == form.WidthOfLength is null)
        {
            throw Refused(field, form.Noun, "either widthMm or widthOfLength is expected");
        }

        if (form.MassGrams is null && form.GramsPerSquareMetre is null)
        {
            throw Refused(field, form.Noun, "massGrams, gramsPerSquareMetre or both are expected");
        }

        Word($"{field}.noun", form.Noun);
        Number($"{field}.share", form.Share, 1, MostParts);
        return new PieceForm(form.Noun, form.Share, Range($"{field}.lengthMm", form.LengthMm, SideMm)!.Value)
        {
            Adjectives = form.Adjectives is null ? adjectives : Adjectives($"{field}.adjectives", form.Adjectives),
            WidthMm = Range($"{field}.widthMm", form.WidthMm, SideMm),
            WidthOfLength = Range($"{field}.widthOfLength", form.WidthOfLength, OfLength) ?? default,
            HeightMm = Range($"{field}.heightMm", form.HeightMm, HeightMm),
            MassGrams = Range($"{field}.massGrams", form.MassGrams, Grams) ?? default,
            GramsPerSquareMetre = Range($"{field}.gramsPerSquareMetre", form.GramsPerSquareMetre, PerSquareMetre) ?? default,
        };
    }

    private ImmutableArray<ImmutableArray<string>> Adjectives(string field, string[]?[]? lists)
    {
        lists ??= [];
        for (var list = 0; list < lists.Length; list++)
        {
            if (lists[list] is not { Length: > 0 } words)
            {
                throw Refused($"{field}[{list}]", lists[list] is null ? "null" : "[]", "a list of words is expected");
            }

            for (var word = 0; word < words.Length; word++)
            {
                Word($"{field}[{list}][{word}]", words[word]);
            }
        }

        return [.. lists.Select(static words => words!.ToImmutableArray())];
    }

    private void Word(string field, string? word)
    {
        if (string.IsNullOrWhiteSpace(word) || word.Length > LongestWord || word != OutsideText.OneLine(word))
        {
            throw Refused(field, word, $"1 to {LongestWord} printable characters are expected");
        }
    }

    /// <summary>Checks a path, and that an id is in one place of the tree only.</summary>
    private void CheckPath(string field, string path)
    {
        foreach (var part in Above(path).Append(path))
        {
            var id = ClassPath.Last(part);
            if (!ClassPath.IsId(id))
            {
                throw Refused(field, path, "ids of lower-case letters, digits and _ are expected, joined by '/', such as packaging/bag");
            }

            if (!_pathOfId.TryAdd(id, part) && _pathOfId[id] != part)
            {
                throw Refused(field, path, $"the id '{id}' is in use for the class '{_pathOfId[id]}'");
            }
        }
    }

    /// <summary>The classes above a class, the highest first.</summary>
    private static IEnumerable<string> Above(string path)
    {
        for (var end = path.IndexOf('/'); end >= 0; end = path.IndexOf('/', end + 1))
        {
            yield return path[..end];
        }
    }

    private ValueRange? Range(string field, double[]? numbers, ValueRange allowed)
    {
        if (numbers is null)
        {
            return null;
        }

        return numbers is [var from, ..] && numbers.Length <= 2 && from >= allowed.From && numbers[^1] >= from && numbers[^1] <= allowed.To
            ? new ValueRange(from, numbers[^1])
            : throw Refused(
                field,
                $"[{string.Join(", ", numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)))}]",
                string.Create(CultureInfo.InvariantCulture, $"one number from {allowed.From} to {allowed.To} is expected, or two that do not fall"));
    }

    private void Number(string field, int value, int least, int most, string of = "")
    {
        if (value < least || value > most)
        {
            throw Refused(field, string.Create(CultureInfo.InvariantCulture, $"{value}{of}"), $"{least} to {most} are expected");
        }
    }

    private PhotoSetException Refused(string field, string? value, string rule) => new($"{_name}: {field} is '{OutsideText.Short(value)}'; {rule}.");
}
