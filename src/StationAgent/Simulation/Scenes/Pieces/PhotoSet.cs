using System.Collections.Immutable;
using System.Globalization;
using StationAgent.Failures;

namespace StationAgent.Simulation.Scenes.Pieces;

/// <summary>
/// Real photos by kind, for <c>simulate --photos DIR</c>: either one sub-folder per class, or a <c>MANIFEST.tsv</c> with the columns
/// <c>file</c>, <c>class</c> and <c>split</c>. Only rows of the wanted splits are used, by default <c>val</c> and <c>held</c>, because a network
/// must not be tested on its training pictures. With the columns <c>width_mm</c> and <c>height_mm</c> each picture is a piece of that size,
/// cut out along its outline. A class is a label or a path of the catalogue: that of the folder, where it has one.
/// </summary>
internal sealed class PhotoSet
{
    private const string Manifest = "MANIFEST.tsv";

    private static readonly string[] Unlearnt = ["val", "held"];

    // From the size of a stamp to the largest piece that fits on a platform.
    private const double SmallestMm = 10;
    private const double LargestMm = 800;

    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp"];

    private PhotoSet(PieceCatalogue catalogue, ImmutableArray<ScenePhoto> photos)
    {
        Catalogue = catalogue;
        Photos = photos;
    }

    /// <summary>The kinds that the photos show.</summary>
    public PieceCatalogue Catalogue { get; }

    /// <summary>All usable photos; those of one folder in the order of their paths.</summary>
    public ImmutableArray<ScenePhoto> Photos { get; }

    /// <summary>Reads names only; a photo is decoded when it is first drawn. Of a manifest, only the rows of the splits <c>val</c> and <c>held</c> are used.</summary>
    /// <exception cref="PhotoSetException">The folder is missing, its manifest or catalogue is malformed, or no photo of a known class is in
    /// it.</exception>
    public static PhotoSet Load(string directory) => Load(directory, Unlearnt, PieceCatalogue.Of(directory));

    /// <summary>As <see cref="Load(string)"/>, with the rows of these <paramref name="splits"/> of a manifest and the classes of this
    /// <paramref name="catalogue"/>.</summary>
    /// <exception cref="PhotoSetException">As there.</exception>
    public static PhotoSet Load(string directory, IReadOnlyCollection<string> splits, PieceCatalogue catalogue)
    {
        if (!Directory.Exists(directory))
        {
            throw new PhotoSetException($"The folder of photos '{directory}' {(File.Exists(directory) ? "is a file" : "does not exist")}.");
        }

        MustBeReadable(directory, catalogue);
        var manifest = Path.Combine(directory, Manifest);
        var photos = (File.Exists(manifest) ? FromManifest(directory, manifest, splits, catalogue) : FromFolders(directory, catalogue))
            .OrderBy(photo => photo.Path, StringComparer.Ordinal)
            .ToImmutableArray();
        if (photos.IsEmpty)
        {
            var classes = string.Join(", ", catalogue.Names);
            var endings = string.Join(", ", Extensions);
            var where = File.Exists(manifest)
                ? $"no row of '{manifest}' has split '{string.Join("' or '", splits)}' and a known class"
                : $"'{directory}' has neither a {Manifest} nor a sub-folder with photos ({endings}) named after a class";
            throw new PhotoSetException($"No usable photo: {where}. Classes: {classes}.");
        }

        return new PhotoSet(catalogue, photos);
    }

    /// <summary>The classes to add so that the set shows every kind of piece, in the order of the catalogue; empty when it does.</summary>
    public ImmutableArray<string> MissingClasses => [.. Catalogue.Kinds.Where(kind => !Shows(kind)).Select(static kind => kind.Class)];

    /// <summary>This set and, of the kinds that it does not show, the photos of another one.</summary>
    public PhotoSet CompletedBy(PhotoSet other) => new(
        Catalogue,
        [
            .. Photos,
            .. from kind in Catalogue.Kinds
               where !Shows(kind)
               from photo in other.Photos
               where photo.Kind.Class == kind.Class
               select photo with { Kind = kind },
        ]);

    /// <summary>A piece with a photo of this kind chosen by the seed, and as large as that.</summary>
    /// <exception cref="ArgumentException">The set shows no piece of this kind.</exception>
    public SceneItem Draw(PieceKind kind, int seed)
    {
        var item = kind.Draw(seed);
        var count = Photos.Count(photo => photo.Kind == kind);
        if (count == 0)
        {
            throw new ArgumentException($"The set shows no piece of the kind {kind}.", nameof(kind));
        }

        var chosen = Photos.Where(photo => photo.Kind == kind).ElementAt(SceneRandom.For(seed, "photo").Below(count));
        var name = chosen.SizeMm is null ? $"photo {Path.GetFileName(chosen.Path)}" : Path.GetFileNameWithoutExtension(chosen.Path).Replace('_', ' ');
        var shown = item with { Photo = chosen, Name = name };
        return chosen.SizeMm is { } size
            ? shown with { LengthMm = size.Width, WidthMm = size.Height }
            : shown with { LengthMm = PieceDrawer.LongSideMm, WidthMm = PieceDrawer.LongSideMm, HeightMm = 0 };
    }

    // In a folder without permission nothing seems to exist.
    private static void MustBeReadable(string directory, PieceCatalogue catalogue)
    {
        try
        {
            foreach (var folder in catalogue.Names.Select(name => Path.Combine(directory, name)).Where(Directory.Exists).Prepend(directory))
            {
                using var entries = Directory.EnumerateFileSystemEntries(folder).GetEnumerator();
                entries.MoveNext();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PhotoSetException($"The folder of photos '{directory}' cannot be read: {FileProblem.OfFolder(directory, failure)}.", failure);
        }
    }

    private bool Shows(PieceKind kind) => Photos.Any(photo => photo.Kind == kind);

    private static IEnumerable<ScenePhoto> FromFolders(string directory, PieceCatalogue catalogue) =>
        from name in catalogue.Names
        let folder = Path.Combine(directory, name)
        where Directory.Exists(folder)
        let known = catalogue.Find(name)!.Value
        from file in Directory.EnumerateFiles(folder)
        where Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
        select new ScenePhoto(file, known.Kind, known.Class);

    private static List<ScenePhoto> FromManifest(string directory, string manifest, IReadOnlyCollection<string> splits, PieceCatalogue catalogue)
    {
        using var lines = File.ReadLines(manifest).GetEnumerator();
        if (!lines.MoveNext())
        {
            throw new PhotoSetException($"{manifest} line 1: empty; expected a header with the columns file, class and split.");
        }

        var header = lines.Current.Split('\t');
        var (file, cls, split) = (Column("file"), Column("class"), Column("split"));
        var (width, height) = (Array.IndexOf(header, "width_mm"), Array.IndexOf(header, "height_mm"));
        var photos = new List<ScenePhoto>();
        for (var number = 2; lines.MoveNext(); number++)
        {
            if (lines.Current.Length == 0)
            {
                continue;
            }

            var fields = lines.Current.Split('\t');
            if (fields.Length != header.Length)
            {
                throw new PhotoSetException($"{manifest} line {number}: {fields.Length} columns where the header has {header.Length}.");
            }

            if (!splits.Contains(fields[split], StringComparer.Ordinal) || catalogue.Find(fields[cls]) is not { } known)
            {
                continue;
            }

            (double, double)? size = width >= 0 && height >= 0
                ? (Millimetres(fields[width], header[width], number), Millimetres(fields[height], header[height], number))
                : null;
            var path = Path.Combine(directory, fields[file]);
            photos.Add(File.Exists(path)
                ? new ScenePhoto(path, known.Kind, known.Class) { SizeMm = size }
                : throw new PhotoSetException($"{manifest} line {number}: there is no file '{fields[file]}' beside the manifest."));
        }

        return photos;

        double Millimetres(string text, string column, int line) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= SmallestMm and <= LargestMm
                ? value
                : throw new PhotoSetException($"{manifest} line {line}: {column} '{text}' is not a number from {SmallestMm} to {LargestMm}.");

        int Column(string name)
        {
            var index = Array.IndexOf(header, name);
            return index >= 0
                ? index
                : throw new PhotoSetException($"{manifest} line 1: no column '{name}'; tab-separated file, class and split are needed.");
        }
    }
}
