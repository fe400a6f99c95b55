using System.Globalization;
using System.Text;

namespace StationAgent.Simulation.Scenes;

/// <summary>
/// Writes labelled frames for training: for each seed one frame and its reference of the same platform before the piece lay there, and a
/// row in <c>scenes.tsv</c>. Classes are balanced, and platform, place, turn and piece are drawn independently of each other, so that no
/// platform, light or place gives a class away.
/// </summary>
internal sealed class SceneExport
{
    /// <summary>The table's name inside the folder.</summary>
    public const string TableName = "scenes.tsv";

    /// <summary>The table's first line.</summary>
    public const string Header = "file\treference\tmaterial\tcondition\tseed\tplatform_seed\tleft\ttop\tright\tbottom\tsub_type\tname";

    private const double EmptyShare = 1.0 / 6;

    private const int SeedsOfOnePlatform = 8;

    private static readonly ItemKind[] Kinds = Enum.GetValues<ItemKind>();

    private readonly SceneOptions _options;

    public SceneExport(SceneOptions options) => _options = options;

    /// <summary>
    /// Writes the scenes of the seeds from <paramref name="from"/> up to, without, <paramref name="to"/>. An existing table is continued:
    /// a seed that stands in it is skipped, so that an interrupted export goes on where it stopped.
    /// </summary>
    /// <param name="directory">Made when it is missing.</param>
    /// <param name="from">The first seed, at least <see cref="SceneSeeds.TrainingStart"/>.</param>
    /// <param name="to">One past the last seed.</param>
    /// <param name="progress">Told the number of scenes written so far, or null.</param>
    /// <param name="cancellationToken">Checked before each scene.</param>
    /// <returns>How many scenes were written.</returns>
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

        return File.ReadLines(table).Skip(1)
            .Select(line => line.Split('\t'))
            .Select(fields => int.Parse(fields[4], CultureInfo.InvariantCulture))
            .ToHashSet();
    }

    private static string Row(SceneRenderer renderer, string directory, int seed)
    {
        // Few setups against many pieces, so that each platform is seen with every kind. Neighbouring seeds share one, which saves most of
        // the drawing; the kind knows nothing of it.
        var platformSeed = SceneSeeds.TrainingStart + SceneRandom.For(seed / SeedsOfOnePlatform, "export platform").Below(4096);
        var place = SceneRandom.For(seed, "export place");
        var noise = SceneRandom.For(seed, "export noise");
        var exposure = SceneRandom.For(seed, "export exposure");
        var kind = SceneRandom.For(seed, "export kind");
        PlacedItem? placed = null;
        if (!kind.Chance(EmptyShare))
        {
            placed = new PlacedItem(
                ItemCatalogue.Draw(kind.Pick<ItemKind>(Kinds), seed), place.Bell() * 45, place.Bell() * 35, place.Range(0.0, 360));
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
        var (material, condition) = Labels(placed?.Item);
        return string.Join(
            '\t', file, referenceFile, material, condition, seed, platformSeed, box.Left, box.Top, box.Right, box.Bottom,
            placed?.Item.SubType ?? string.Empty, placed?.Item.Name ?? string.Empty);
    }

    private static (string Material, string Condition) Labels(SceneItem? item) => item?.Kind switch
    {
        null => ("empty", string.Empty),
        ItemKind.CartonIntact => ("carton", "intact"),
        ItemKind.CartonDamaged => ("carton", "damaged"),
        ItemKind.PlasticFilm => ("plastic_film", string.Empty),
        ItemKind.PaperEnvelope => ("paper_envelope", string.Empty),
        _ => ("not_packaging", string.Empty),
    };
}
