using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using StationAgent.Simulation.Scenes.Pieces;

namespace StationAgent.Simulation.Scenes;

/// <summary>
/// Writes labelled frames for training: for each seed one frame and its reference of the same platform before the piece lay there, and a
/// row in <c>scenes.tsv</c>. The kinds of the catalogue and the empty platform are balanced, and platform, place, turn and piece are drawn
/// independently of each other, so that no platform, light or place gives a class away. Pieces are laid as <c>simulate</c> lays
/// them. Platforms and pieces of one split stay among themselves, and the table names it; the pieces that ship are all of split <c>held</c>.
/// </summary>
internal sealed class SceneExport
{
    /// <summary>The table's name inside the folder.</summary>
    public const string TableName = "scenes.tsv";

    /// <summary>The table's first line.</summary>
    public const string Header = "file\treference\tclass\tseed\tplatform_seed\tleft\ttop\tright\tbottom\tsub_type\tname\tsplit";

    private const string Held = "held";

    private const int SeedsOfOnePlatform = 8;

    private const int SeedColumn = 3;

    // Of ten platforms one is kept to calibrate with and one to judge by.
    private static readonly string[] Splits = ["train", "train", "train", "train", "calibrate", "train", "train", "train", "train", Held];

    private readonly SceneOptions _options;
    private readonly PieceCatalogue _catalogue;
    private readonly string[] _splits;
    private readonly ImmutableDictionary<string, PhotoSet> _pieces;

    /// <param name="options">Size and quality of the frames.</param>
    /// <param name="pieces">A folder with pieces and their <c>MANIFEST.tsv</c>, of the splits <c>train</c>, <c>calibrate</c> and <c>held</c>, with its own
    /// <c>catalogue.json</c> where its classes are others; null for the pieces that ship.</param>
    /// <exception cref="PhotoSetException">The folder or its catalogue cannot be used, or a split does not show every kind of piece.</exception>
    public SceneExport(SceneOptions options, string? pieces = null)
    {
        _options = options;
        _splits = pieces is null ? [Held] : Splits;
        if (pieces is null)
        {
            var shipped = ShippedPieces.Load();
            _catalogue = shipped.Catalogue;
            _pieces = ImmutableDictionary<string, PhotoSet>.Empty.Add(Held, shipped);
            return;
        }

        _catalogue = PieceCatalogue.Of(pieces);
        _pieces = Splits.Distinct(StringComparer.Ordinal)
            .ToImmutableDictionary(split => split, split => Load(pieces, split, _catalogue), StringComparer.Ordinal);
    }

    /// <summary>
    /// Writes the scenes of the seeds from <paramref name="from"/> to below <paramref name="to"/>. An existing table is continued:
    /// a seed that is already in it is skipped, so that an interrupted export continues where it stopped.
    /// </summary>
    /// <param name="directory">Made when it is missing.</param>
    /// <param name="from">The first seed, at least <see cref="SceneSeeds.TrainingStart"/>.</param>
    /// <param name="to">One past the last seed.</param>
    /// <param name="progress">Told the number of scenes written so far, or null.</param>
    /// <param name="cancellationToken">Checked before each scene.</param>
    /// <returns>How many scenes were written.</returns>
    /// <exception cref="PhotoSetException">A piece cannot be decoded.</exception>
    /// <exception cref="InvalidDataException">The table there has other columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A seed belongs to the simulator, or the range is empty.</exception>
    public int Write(string directory, int from, int to, Action<int>? progress, CancellationToken cancellationToken)
    {
        SceneSeeds.RequireTraining(from);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(to, from);
        Directory.CreateDirectory(directory);
        var table = Path.Combine(directory, TableName);
        DropUnfinishedRow(table);
        var done = Done(table);
        using var renderer = new SceneRenderer(_options);
        using var rows = new StreamWriter(table, append: true, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        if (rows.BaseStream.Length == 0)
        {
            rows.WriteLine(Header);
        }

        var written = 0;
        for (var seed = from; seed < to; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (done.Contains(seed))
            {
                continue;
            }

            rows.WriteLine(Row(renderer, directory, seed));
            rows.Flush();
            written++;
            progress?.Invoke(written);
        }

        return written;
    }

    /// <summary>An export that was killed may have left half a row, onto which the next one would be written.</summary>
    private static void DropUnfinishedRow(string table)
    {
        if (!File.Exists(table))
        {
            return;
        }

        using var stream = new FileStream(table, FileMode.Open, FileAccess.ReadWrite);
        while (stream.Length > 0)
        {
            stream.Position = stream.Length - 1;
            if (stream.ReadByte() == '\n')
            {
                return;
            }

            stream.SetLength(stream.Length - 1);
        }
    }

    private static HashSet<int> Done(string table)
    {
        if (!File.Exists(table))
        {
            return [];
        }

        if (File.ReadLines(table).FirstOrDefault(Header) is var found && found != Header)
        {
            throw new InvalidDataException($"{table} line 1: '{found}' is the header of another export; expected '{Header}', or an empty folder.");
        }

        return File.ReadLines(table).Skip(1)
            .Select(line => line.Split('\t'))
            .Select(fields => int.Parse(fields[SeedColumn], CultureInfo.InvariantCulture))
            .ToHashSet();
    }

    private static PhotoSet Load(string folder, string split, PieceCatalogue catalogue)
    {
        var pieces = PhotoSet.Load(folder, [split], catalogue);
        return pieces.MissingClasses is { IsEmpty: false } missing
            ? throw new PhotoSetException(
                $"'{folder}' has no piece of split '{split}' and class {string.Join(" or ", missing)}: each of the splits {string.Join(", ", Splits.Distinct(StringComparer.Ordinal))} needs pieces of every class.")
            : pieces;
    }

    private string Row(SceneRenderer renderer, string directory, int seed)
    {
        // Few setups against many pieces, so that each platform is seen with every kind. Neighbouring seeds share one, which saves most of
        // the drawing; the kind is drawn independently of it.
        var platformSeed = SceneSeeds.TrainingStart + SceneRandom.For(seed / SeedsOfOnePlatform, "export platform").Below(4096);
        var place = SceneRandom.For(seed, "export place");
        var noise = SceneRandom.For(seed, "export noise");
        var exposure = SceneRandom.For(seed, "export exposure");
        var kind = SceneRandom.For(seed, "export kind");
        var split = _splits[platformSeed % _splits.Length];
        PlacedItem? placed = null;
        if (!kind.Chance(1.0 / (_catalogue.Kinds.Length + 1)))
        {
            placed = Lay(kind.Pick(_catalogue.Kinds.AsSpan()), seed, split, place);
        }

        var reference = Scene.Empty(platformSeed, (int)(noise.NextBits() >> 33)) with { ExposureStops = exposure.Bell() * 0.04 };
        var scene = new Scene(platformSeed, placed is null ? [] : [placed], null, (int)(noise.NextBits() >> 33))
        {
            ExposureStops = exposure.Bell() * 0.06,
        };
        var (file, referenceFile) = ($"{seed}.jpg", $"{seed}-reference.jpg");
        File.WriteAllBytes(Path.Combine(directory, referenceFile), renderer.RenderJpeg(reference));
        File.WriteAllBytes(Path.Combine(directory, file), renderer.RenderJpeg(scene));
        var box = placed is null ? default : renderer.ItemBox(platformSeed, placed);
        return string.Join(
            '\t', file, referenceFile, placed?.Item.Class ?? _catalogue.Empty, seed, platformSeed, box.Left, box.Top, box.Right, box.Bottom,
            string.Empty, placed?.Item.Name ?? string.Empty, split);
    }

    private PlacedItem Lay(PieceKind kind, int seed, string split, SceneRandom place)
    {
        var laid = PiecePlacement.Of(_pieces[split].Draw(kind, seed), place.Range(-1.0, 1), place.Range(-1.0, 1), place.Range(-1.0, 1));
        // A camera may hang on either side.
        return place.Chance(0.5) ? laid with { RotationDegrees = laid.RotationDegrees + 180 } : laid;
    }
}
